using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace Tests.Flags;

public sealed class FlagAnnouncementTests
{
    private const string Before = "16.1795622400000.00000010";
    private const string Version = "17.1795622400123.9f3a1b2c";

    [Theory]
    [InlineData("""{"definition":{"id":"Set","description":"two words"}}""")]
    [InlineData(null)]
    public void Read_WhatWasMade_IsTheSame(string? document)
    {
        var made = FlagAnnouncement.Of(FlagVersion.Parse(Version), Before, "Set", document);

        var message = made.ToMessage();

        message.ToString().Should().Be($"{Version} {Before} set{(document is null ? "" : " ")}{document}");
        FlagAnnouncement.Read(message).Should().Be(made);
    }

    // What builds announce that know of no steps, and what is announced of the first change.
    [Fact]
    public void Read_VersionAlone_HasNoStep()
    {
        var first = FlagAnnouncement.Of(FlagVersion.Parse(Version), null, "set", "{}");

        first.ToMessage().ToString().Should().Be(Version);
        FlagAnnouncement.Read(Version).Should().Be(new FlagAnnouncement(FlagVersion.Parse(Version), null));
    }

    [Fact]
    public void ToMessage_DocumentIsTooLong_IsTheVersionAlone()
    {
        var document = new string('ä', (FlagAnnouncement.MaxLength / 2) + 1);

        FlagAnnouncement.Of(FlagVersion.Parse(Version), Before, "set", document).ToMessage().ToString().Should().Be(Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData($"{Version} {Before}")]
    [InlineData($"{Version} {Version} set")]
    [InlineData($"{Before} {Version} set")]
    [InlineData($"{Version} 16 set")]
    [InlineData($" {Version} {Before} set")]
    [InlineData("""{"version":"17.1795622400123.9f3a1b2c"}""")]
    public void Read_NoAnnouncement_IsNone(string message) => FlagAnnouncement.Read(message).Should().BeNull();

    [Fact]
    public void Read_TooLong_IsNone() =>
        FlagAnnouncement.Read($"{Version} {Before} set {new string('x', FlagAnnouncement.MaxLength)}").Should().BeNull();
}
