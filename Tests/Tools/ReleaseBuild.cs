namespace Tests.Tools;

/// <summary>
/// The Release build of this repository, into the folders of the projects themselves: two at once would write the same files, so
/// that whoever has one made takes turns.
/// </summary>
internal static class ReleaseBuild
{
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Waits for its turn, which lasts until what is returned is disposed.</summary>
    public static async Task<IDisposable> TurnAsync()
    {
        await Turn.WaitAsync();
        return new Held();
    }

    private sealed class Held : IDisposable
    {
        public void Dispose() => Turn.Release();
    }
}
