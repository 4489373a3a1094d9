namespace Monitor.Sidecar.Processes;

/// <summary>A process as <c>/proc</c> shows it.</summary>
/// <param name="Name"><c>/proc/PID/comm</c>: the program's name, cut off after 15 characters.</param>
/// <param name="Words"><c>/proc/PID/cmdline</c>; empty of the kernel's own, and of the dead.</param>
/// <param name="Cgroup"><c>/proc/PID/cgroup</c>: the same for all processes of a container, and for no others.</param>
internal sealed record ProcessEntry(int Id, string Name, IReadOnlyList<string> Words, string Cgroup)
{
    private const int MaxName = 15;

    /// <summary>Whether it is the program of this name: its own, or the first thing it was told to run (<c>dotnet Api.dll</c>).</summary>
    public bool Runs(string program) =>
        Name == (program.Length > MaxName ? program[..MaxName] : program)
        || Words.Take(2).Any(word => Path.GetFileName(word) is var file && (file == program || file == $"{program}.dll"));

    public override string ToString() => Words.Count > 1 && Name == "dotnet" ? Path.GetFileNameWithoutExtension(Words[1]) : Name;
}
