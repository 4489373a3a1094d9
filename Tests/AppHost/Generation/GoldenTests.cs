using Tests.Hosting;

namespace Tests.Generation;

/// <summary>The command as a person runs it, against files that a person has read.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => GoldenCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Generate_Case_IsExactlyWhatIsExpected(string name)
    {
        using var folder = new TemporaryFolder();
        var source = Path.Combine(GoldenCases.Folder, name);
        string[] arguments = ["--manifest", Path.Combine(source, "aspire-manifest.json"), .. File.ReadAllLines(Path.Combine(source, "arguments"))];

        var run = await GenerateProgram.RunAsync(folder.Path, arguments);

        var found = GoldenCases.Golden(Path.Combine(folder.Path, "k8s"));
        if (GoldenCases.AreRewritten)
        {
            GoldenCases.Write(Path.Combine(source, "expected"), found);
            File.WriteAllText(Path.Combine(source, "faults"), run.Errors);
            if (run.ExitCode == 0)
            {
                File.Delete(Path.Combine(source, "faults"));
            }

            return;
        }

        var isRefused = File.Exists(Path.Combine(source, "faults"));
        run.Errors.Should().Be(isRefused ? File.ReadAllText(Path.Combine(source, "faults")) : "");
        run.ExitCode.Should().Be(isRefused ? 1 : 0);
        found.Should().Equal(GoldenCases.Read(Path.Combine(source, "expected")));
        if (!isRefused)
        {
            (await GenerateProgram.RunAsync(folder.Path, [.. arguments, "--check"])).ExitCode.Should().Be(0, "a second run changes nothing");
        }
    }
}
