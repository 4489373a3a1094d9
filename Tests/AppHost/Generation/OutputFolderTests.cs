using AppHost.Generation.Model;
using AppHost.Generation.Objects;
using AppHost.Generation.Output;
using Tests.Hosting;

namespace Tests.Generation;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Twice_ChangesNothingTheSecondTime()
    {
        Generate(("a.yaml", "1"), ("base/b.yaml", "2"));

        Generate(("a.yaml", "1"), ("base/b.yaml", "2")).Changes.Should().BeEmpty();
    }

    [Fact]
    public void Write_WithoutAFileOfTheLastTime_RemovesItAndItsEmptyFolder()
    {
        Generate(("a.yaml", "1"), ("base/deep/b.yaml", "2"));

        Generate(("a.yaml", "1")).Changes.Should().Equal(new OutputChange(ChangeKind.Removed, "base/deep/b.yaml"));
        Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("a.yaml", ".generated");
    }

    [Fact]
    public void Write_FilesOfOthers_StayWhereTheyAre()
    {
        Generate(("a.yaml", "1"), ("b.yaml", "2"));
        _folder.Write("overlays/mine/kustomization.yaml", "mine");
        _folder.Write("b.yaml", "changed by hand");

        Generate(("a.yaml", "1")).Changes.Should().Equal(new OutputChange(ChangeKind.Kept, "b.yaml"));
        GoldenCases.Read(_folder.Path).Should().Contain("b.yaml", "changed by hand").And.Contain("overlays/mine/kustomization.yaml", "mine");
    }

    [Fact]
    public void Write_OverAFileThatSomebodyChanged_IsRefusedUnlessForced()
    {
        Generate(("a.yaml", "1"), ("b.yaml", "1"));
        _folder.Write("a.yaml", "changed by hand");
        _folder.Write("c.yaml", "of somebody else");

        var refused = Generate(("a.yaml", "2"), ("b.yaml", "2"), ("c.yaml", "2"));

        refused.Faults.Should().Equal(
            "a.yaml: was changed by hand: put the change into an overlay, or write over it with --force",
            "c.yaml: was not written by generate: take it away, or write over it with --force");
        GoldenCases.Read(_folder.Path).Should().Contain("a.yaml", "changed by hand").And.Contain("b.yaml", "1");

        Generate(overwrite: true, ("a.yaml", "2"), ("c.yaml", "2")).Faults.Should().BeEmpty();
        GoldenCases.Read(_folder.Path).Should().Contain("a.yaml", "2").And.Contain("c.yaml", "2");
    }

    [Fact]
    public void Write_RecordThatLeadsElsewhere_RemovesNothingThere()
    {
        var elsewhere = Path.Combine(Path.GetDirectoryName(_folder.Path)!, $"{Path.GetFileName(_folder.Path)}-precious");
        File.WriteAllText(elsewhere, "x");
        try
        {
            _folder.Write(".generated", $"{OwnershipRecord.HashOf("x")}  ../{Path.GetFileName(elsewhere)}\n{OwnershipRecord.HashOf("x")}  {elsewhere}\n");

            Generate(("a.yaml", "1")).Changes.Should().Equal(new OutputChange(ChangeKind.Added, "a.yaml"));
            File.Exists(elsewhere).Should().BeTrue();
        }
        finally
        {
            File.Delete(elsewhere);
        }
    }

    private (IReadOnlyList<OutputChange> Changes, IEnumerable<string> Faults) Generate(params (string Path, string Text)[] files) =>
        Generate(overwrite: false, files);

    private (IReadOnlyList<OutputChange> Changes, IEnumerable<string> Faults) Generate(bool overwrite, params (string Path, string Text)[] files)
    {
        var findings = new Findings();
        var folder = new OutputFolder(_folder.Path);
        var output = files.Select(file => new OutputFile(file.Path, file.Text)).ToList();
        var changes = folder.Compare(output, overwrite, findings);
        if (findings.Faults.Count == 0)
        {
            folder.Write(output, changes);
        }

        return (changes, findings.Faults.Select(fault => $"{fault}").ToList());
    }
}
