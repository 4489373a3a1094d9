using Deployer.Local.Images;

namespace Tests.Local.Images;

public sealed class BuildErrorsTests
{
    [Fact]
    public void Summary_OneError_IsOneLineWithItsPlace()
    {
        var file = Path.Combine(Directory.GetCurrentDirectory(), "Api", "Keys", "Key.cs");
        var line = $"{file}(12,5): error CS1002: ; expected [{Path.Combine(Directory.GetCurrentDirectory(), "Api", "Api.csproj")}]";

        BuildErrors.Summary("Api/Api.csproj", $"  Determining projects\n{line}\n{line}\n")
            .Should().Be($"Api does not build: {Path.Combine("Api", "Keys", "Key.cs")}(12,5): error CS1002: ; expected");
    }

    [Fact]
    public void Summary_SeveralErrors_CountsTheOthers() =>
        BuildErrors.Summary("Api.csproj", "a.cs(1,1): error CS1: x [a.csproj]\nb.cs(1,1): error CS2: y [a.csproj]")
            .Should().Be("Api does not build: a.cs(1,1): error CS1: x (and 1 more)");

    [Fact]
    public void Summary_NoError_ShowsTheLastLine() =>
        BuildErrors.Summary("Api.csproj", "one\ntwo\n").Should().Be("Api does not build: two");
}
