using AppHost;

namespace Tests.Hosting.Publishing;

public sealed class OwnManifestTests
{
    [Fact]
    public async Task Program_AskedForItsManifest_WritesTheOneThatIsCheckedIn()
    {
        // Paths in it are relative to its folder, so it is written beside the one that is checked in.
        var again = Path.Combine(Repository.Root, $"aspire-manifest.{Guid.NewGuid():N}.json");
        try
        {
            string[] args = ["--publisher", "manifest", "--output-path", again];
            typeof(Help).Assembly.EntryPoint!.Invoke(null, [args]);

            var checkedIn = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "aspire-manifest.json"));
            (await File.ReadAllBytesAsync(again)).Should().Equal(
                checkedIn, "`dotnet run --project AppHost -- --publisher manifest --output-path aspire-manifest.json` writes it");
        }
        finally
        {
            File.Delete(again);
        }
    }
}
