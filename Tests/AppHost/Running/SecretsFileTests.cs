using Aspire.Hosting;
using Aspire.Hosting.Running;

namespace Tests.Hosting.Running;

public sealed class SecretsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "secrets.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetOrAdd_New_IsReadableByItsOwnerOnly()
    {
        new SecretsFile(_folder.Path).GetOrAdd("a", () => "1").Should().Be("1");

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(FilePath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void GetOrAdd_Second_KeepsTheFirst()
    {
        var secrets = new SecretsFile(_folder.Path);
        secrets.GetOrAdd("a", () => "1");
        secrets.GetOrAdd("b", () => "2");

        secrets.GetOrAdd("a", () => "3").Should().Be("1");
        Directory.GetFiles(_folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void GetOrAdd_BrokenFile_SaysWhichAndDoesNotReplaceIt()
    {
        _folder.Write("secrets.json", "{");

        var read = () => new SecretsFile(_folder.Path).GetOrAdd("a", () => "1");

        read.Should().Throw<DistributedApplicationException>().WithMessage($"{FilePath} is not valid JSON*");
        File.ReadAllText(FilePath).Should().Be("{");
    }
}
