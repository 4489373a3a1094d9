using Deployer.Local.Processes;

namespace Tests.Local.Processes;

public sealed class ProcessIdentityTests
{
    private const string Boot = "5c1b0c8e-0000-4000-8000-000000000000";

    [Fact]
    public void Of_Self_IsTheSameEachTime()
    {
        var identity = ProcessIdentity.Of(Environment.ProcessId);

        identity.Should().NotBeNull();
        ProcessIdentity.Of(Environment.ProcessId).Should().Be(identity);
        ProcessIdentity.Parse(identity.ToString()!).Should().Be(identity);
    }

    [Fact]
    public void Of_NobodysId_IsNothing() => ProcessIdentity.Of(int.MaxValue).Should().BeNull();

    [Fact]
    public void Parse_WhatTheProcessWrote_TakesTheStartTicks()
    {
        var stat = "42 (odd) name)) S 1 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 987654 2555904 130 1844 1 1";

        ProcessIdentity.Parse($"42\n{Boot}\n{stat}\n").Should().Be(new ProcessIdentity(42, $"{Boot}/987654"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("42\n")]
    [InlineData("forty-two\nbirth\n")]
    [InlineData("42\n" + Boot + "\n42 (cut sh\n")]
    public void Parse_PartOfIt_IsNothing(string text) => ProcessIdentity.Parse(text).Should().BeNull();
}
