namespace Tests.Tools;

public sealed class ToolTests
{
    [Fact]
    public void Find_CommandOfThisMachine_IsItsPath() => Tool.Find("dotnet").Should().EndWith("dotnet");

    [Fact]
    public void Get_CommandThatIsNotThere_SaysHowToInstallIt() => FluentActions.Invoking(() => Tool.Get("no-such-command"))
        .Should().Throw<InvalidOperationException>().WithMessage("no-such-command is not installed: .ci/install-tools *");
}
