using System.Text.Json;
using ServiceDefaults.Flags.Definitions;

namespace Tests.Flags;

public sealed class FlagRulesTests
{
    [Theory]
    [InlineData("""{"id":"set","enabled":true}""")]
    [InlineData("""{"id":"SET","enabled":false,"description":"d","conditions":null}""")]
    [InlineData("""{"id":"set","enabled":true,"telemetry":{"enabled":true,"metadata":{"a":"b"}}}""")]
    public void Check_ValidFlag_HasNoFault(string definition) => Check(definition).Should().BeEmpty();

    [Theory]
    [InlineData("On", "{}")]
    [InlineData("Microsoft.Percentage", """{"Value":12.5,"Seed":"s"}""")]
    [InlineData("percentage", """{"value":100}""")]
    [InlineData("Targeting", """
        {"Audience":{"Users":["ann"],"Groups":[{"Name":"ring0","RolloutPercentage":50}],"DefaultRolloutPercentage":5,
        "Exclusion":{"Users":["eve"],"Groups":["late"]}}}
        """)]
    [InlineData("TimeWindow", """{"Start":"2026-12-24T18:00:00+01:00","End":"Fri, 25 Dec 2026 18:00:00 GMT"}""")]
    [InlineData("TimeWindow", """
        {"Start":"2026-11-23T09:00:00Z","End":"2026-11-23T17:00:00Z",
        "Recurrence":{"Pattern":{"Type":"Weekly","DaysOfWeek":["Monday","Friday"]},"Range":{"Type":"NoEnd"}}}
        """)]
    [InlineData("TimeWindow", """{"End":"2026-12-24T18:00Z"}""")]
    [InlineData("TimeWindow", """{"start":"2026-12-24T18:00:00.1234567-05:30"}""")]
    [InlineData("TimeWindow", """
        {"Start":"2026-11-23T09:00:00Z","End":"2026-11-23T17:00:00Z",
        "Recurrence":{"Pattern":{"Type":"Daily"},"Range":{"Type":"EndDate","EndDate":"2026-12-24T18:00:00Z"}}}
        """)]
    [InlineData("Targeting", """{"Audience":{"DefaultRolloutPercentage":5}}""")]
    [InlineData("Targeting", """{"Audience":{"Users":[]}}""")]
    [InlineData("Targeting", """{"Audience":{"Users":null,"Groups":[],"Exclusion":{}}}""")]
    [InlineData("Track", """{"Tracks":["canary"]}""")]
    [InlineData("KillOnAlert", """{"Alerts":["ApiErrors"],"Rollouts":["api/canary"],"Digest":"sha256:00"}""")]
    public void Check_ValidFilter_HasNoFault(string name, string parameters) => Check(With(name, parameters)).Should().BeEmpty();

    [Theory]
    [InlineData("Dice", "{}", "conditions.client_filters[0].name: \"Dice\" is none of AlwaysOn, On, Microsoft.Percentage, *")]
    [InlineData("On", """{"a":1}""", "*.parameters.a: Nothing can be said here.")]
    [InlineData("Percentage", "{}", "*.parameters.Value: It is missing.")]
    [InlineData("Percentage", """{"Value":120}""", "*.parameters.Value: 120 is no percentage: a number from 0 to 100.")]
    [InlineData("Percentage", """{"Value":"50"}""", "*.parameters.Value: \"50\" is no percentage*")]
    [InlineData("Percentage", """{"Value":5,"Percent":5}""", "*.parameters.Percent: There is no such property; there are Value, Seed.")]
    [InlineData("Percentage", """{"Value":5,"value":6}""", "*.parameters.Value: It is said more than once.")]
    [InlineData("Percentage", "[]", "*.parameters: [] is no object.")]
    [InlineData("Targeting", "{}", "*.parameters.Audience: It is missing.")]
    [InlineData("Targeting", """{"Audience":{"Users":"ann"}}""", "*.Audience.Users: \"ann\" is no list.")]
    [InlineData("Targeting", """{"Audience":{"Groups":[{"Name":"a","RolloutPercentage":-1}]}}""", "*.Audience.Groups[0].RolloutPercentage: -1 is no percentage*")]
    [InlineData("Targeting", """{"Audience":{}}""", "*.parameters.Audience: Nobody is named: *")]
    [InlineData("TimeWindow", """{"End":"soon"}""", "*.parameters.End: \"soon\" is no time; *")]
    [InlineData("TimeWindow", """{"End":"2026-12-24T18:00:00"}""", "*.parameters.End: * is no time; one with date and offset is, *")]
    [InlineData("TimeWindow", """{"Start":"2026-12-24"}""", "*.parameters.Start: * is no time; *")]
    [InlineData("TimeWindow", """{"Start":"18:00:00Z"}""", "*.parameters.Start: * is no time; *")]
    [InlineData("TimeWindow", """{"Start":"18:00 +01:00"}""", "*.parameters.Start: * is no time; *")]
    [InlineData("TimeWindow", """{"Start":"12/24/2026 18:00:00 +01:00"}""", "*.parameters.Start: * is no time; *")]
    [InlineData("TimeWindow", """{"Start":"2026-13-24T18:00:00Z"}""", "*.parameters.Start: * is no time; *")]
    [InlineData("TimeWindow", """{"Start":1766599200}""", "*.parameters.Start: 1766599200 is no time; *")]
    [InlineData("TimeWindow", """{"Start":"2026-11-23T09:00:00Z","End":"2026-11-23T17:00:00Z","Recurrence":{"Pattern":{"Type":"Daily"},"Range":{"Type":"EndDate","EndDate":"2026-12-24"}}}""", "*.Recurrence.Range.EndDate: * is no time; *")]
    [InlineData("TimeWindow", "{}", "*.parameters: A Start, an End or both must be said.")]
    [InlineData("TimeWindow", """{"Start":"soon"}""", "*.parameters.Start: \"soon\" is no time; *")]
    [InlineData("TimeWindow", """{"Start":"2026-12-24T18:00:00Z","End":"2026-12-24T18:00:00Z"}""", "*.parameters.End: The End is not after the Start.")]
    [InlineData("TimeWindow", """{"Start":"2026-12-24T18:00:00Z","Recurrence":{"Pattern":{"Type":"Daily"},"Range":{"Type":"NoEnd"}}}""", "*.parameters.Recurrence: *")]
    [InlineData("TimeWindow", """{"Start":"2026-11-23T09:00:00Z","End":"2026-11-23T17:00:00Z","Recurrence":{"Pattern":{"Type":"Hourly"},"Range":{"Type":"NoEnd"}}}""", "*.parameters.Recurrence: *")]
    [InlineData("TimeWindow", """{"Start":"2026-11-23T09:00:00Z","End":"2026-11-23T17:00:00Z","Recurrence":{"Pattern":{"Type":"Daily","type":"Daily"},"Range":{"Type":"NoEnd"}}}""", "*.Recurrence.Pattern.Type: It is said more than once.")]
    [InlineData("Track", """{"Tracks":[]}""", "*.parameters.Tracks: No track is named, such as 'canary'.")]
    [InlineData("KillOnAlert", "{}", "*.parameters: Alerts, Rollouts or both must be said, or nothing kills it.")]
    [InlineData("KillOnAlert", """{"Rollouts":["canary"]}""", "*.parameters.Rollouts[0]: 'canary' is no track of a service; *")]
    [InlineData("KillOnAlert", """{"Alerts":["a"],"Digest":"latest"}""", "*.parameters.Digest: 'latest' is no digest of an image; *")]
    public void Check_FaultyFilter_SaysWhereAndWhat(string name, string parameters, string fault) =>
        Check(With(name, parameters)).Should().ContainSingle().Which.Should().Match(fault);

    [Fact]
    public void Check_TimeWindowOfTwoBadTimes_SaysBoth() =>
        Check(With("TimeWindow", """{"Start":"soon","End":"later"}""")).Should().HaveCount(2);

    [Fact]
    public void Check_KillBesideAnotherWithoutAll_IsAFault()
    {
        string[] filters = [TestFlags.Filter("Percentage", """{"Value":5}"""), TestFlags.Filter("KillOnAlert", """{"Alerts":["a"]}""")];

        Check(TestFlags.Define("set", requirement: "Any", filters: filters)).Should().ContainSingle()
            .Which.Should().StartWith("conditions: With Slipway.KillOnAlert beside other filters");
        Check(TestFlags.Define("set", requirement: "All", filters: filters)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("variants", "variants[1]: There are two variants 'a'.")]
    [InlineData("allocation.default_when_enabled", "allocation.default_when_enabled: 'c' is no variant of the flag; those are a, a.")]
    [InlineData("allocation.user", "allocation.user[0].users: It is missing.")]
    [InlineData("allocation.percentile", "allocation.percentile[0]: It goes from 50 to 10: the end is before the start.")]
    [InlineData("variants.override", "variants[0].status_override: \"Maybe\" is none of None, Enabled, Disabled.")]
    public void Check_FaultyVariants_AreAllSaid(string because, string fault) => Check("""
        {
          "id": "set", "enabled": true,
          "variants": [{ "name": "a", "status_override": "Maybe" }, { "name": "a", "configuration_value": { "x": 1 } }],
          "allocation": {
            "default_when_enabled": "c", "user": [{ "variant": "a" }], "percentile": [{ "variant": "a", "from": 50, "to": 10 }]
          }
        }
        """).Should().HaveCount(5).And.Contain(fault, because);

    [Theory]
    [InlineData("[]", ": [] is no object.")]
    [InlineData("""{"enabled":true}""", "id: It is missing.")]
    [InlineData("""{"id":"other","enabled":true}""", "id: 'other' is not the flag that is defined, 'set'.")]
    [InlineData("""{"id":"set"}""", "enabled: It is missing.")]
    [InlineData("""{"id":"set","enabled":"yes"}""", "enabled: \"yes\" is neither true nor false.")]
    [InlineData("""{"id":"set","enabled":true,"enabled":false}""", "enabled: It is said more than once.")]
    [InlineData("""{"id":"set","enabled":true,"telemetry":{"metadata":{"a":"1","A":"2"}}}""", "telemetry.metadata.a: It is said more than once.")]
    [InlineData("""{"id":"set","enabled":true,"variants":[{"name":"v","configuration_value":{"a:b":1}}]}""", "variants[0].configuration_value.a:b: A name has no colon.")]
    [InlineData("""{"id":"set","enabled":true,"enable":true}""", "enable: There is no such property; there are id, enabled, *")]
    public void Check_FaultyFlag_SaysWhereAndWhat(string definition, string fault) =>
        Check(definition).Should().ContainSingle().Which.Should().Match(fault);

    [Theory]
    [InlineData("""{"id":"set","enabled":true,"description":"\ud800"}""", "description: It is no text: *")]
    [InlineData("""{"id":"\udc00","enabled":true}""", "id: It is no text: *")]
    [InlineData("""{"id":"set","enabled":true,"\ud800":1}""", ": A name in it is no text: *")]
    [InlineData("""{"id":"set","enabled":true,"telemetry":{"metadata":{"a":"\ud800"}}}""", "telemetry.metadata.a: It is no text: *")]
    [InlineData("""{"id":"set","enabled":true,"variants":[{"name":"v","configuration_value":[{"\ud800":1}]}]}""", "variants[0].configuration_value[0]: A name in it is no text: *")]
    public void Check_HalfOfASurrogatePair_IsAFault(string definition, string fault) =>
        Check(definition).Should().ContainSingle().Which.Should().Match(fault);

    [Theory]
    [InlineData("")]
    [InlineData(":version")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void Check_IdThatIsNone_IsAFault(string id) =>
        FlagRules.Check(id, JsonElement.Parse("""{"enabled":true}""")).Should().Contain(fault => fault.Message.Contains("names no flag"));

    [Fact]
    public void Check_TooLarge_IsTheOnlyFault() =>
        Check($$"""{"id":"set","enabled":true,"description":"{{new string('x', FlagRules.MaxBytes)}}"}""")
            .Should().ContainSingle().Which.Should().Contain("32768 bytes");

    private static string With(string filter, string parameters) =>
        TestFlags.Define("set", filters: TestFlags.Filter(filter, parameters)).GetRawText();

    private static IEnumerable<string> Check(string definition) => Check(JsonElement.Parse(definition));

    private static IEnumerable<string> Check(JsonElement definition) =>
        FlagRules.Check("set", definition).Select(fault => fault.ToString());
}
