using Microsoft.Extensions.Options;
using ServiceDefaults.Access;
using Tests.Hosting;

namespace Tests.Access;

public sealed class ConfigurationTests
{
    private const string Secret = "the-token-itself-by-mistake-0123456789";

    [Fact]
    public void Build_ProductionAndNobodyCouldAsk_SaysHowToMakeAToken() =>
        Faults("Production").Should().ContainSingle().Which.Should()
            .StartWith("Access: nobody could ask.").And.NotContain("\n")
            .And.ContainAll(
                "dotnet run --project Deployer -- token create",
                "Access:Tokens:<name>:Hash", "Access:Tokens:<name>:Role",
                "viewer, operator, admin", "Access:TokenFolder", "Access:Jwt:Authority");

    [Fact]
    public void Build_EmptyFolderInProduction_IsNobodyToo()
    {
        using var folder = new TemporaryFolder();

        Faults("Production", ("Access:TokenFolder", folder.Path)).Should().ContainSingle()
            .Which.Should().StartWith("Access: nobody could ask.");
    }

    [Fact]
    public void Build_ManyFaults_NamesEachOfThemAndNoSecret()
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken", $"{{\"hash\": {Secret}");
        folder.Write("misspelt", $$"""{"hahs": "{{Secret}}", "role": "viewer"}""");
        folder.Write("roleless", $$"""{"hash": "{{Tokens.HashOf("x")}}"}""");
        folder.Write("twin", $$"""{"hash": "{{Tokens.HashOf(Secret)}}", "role": "admin"}""");
        folder.Write("good", $$"""{"hash": "{{Tokens.HashOf("y")}}", "role": "admin"}""");

        var faults = Faults(
            "Production",
            ("Access:TokenFolder", folder.Path),
            ("Access:Tokens:first:Hash", Tokens.HashOf(Secret)), ("Access:Tokens:first:Role", "viewer"),
            ("Access:Tokens:plain:Hash", Secret), ("Access:Tokens:plain:Role", "king"),
            ("Access:Tokens:upper:Hash", Tokens.HashOf("z").ToUpperInvariant()), ("Access:Tokens:upper:Role", "ADMIN"),
            ("Access:Tokens:wrong\nname:Hash", Tokens.HashOf("w")), ("Access:Tokens:wrong\nname:Role", "viewer"),
            ("Access:Tokens:misspelt:Hsh", Secret),
            ("Access:DeveloperToken", "short"),
            ("Access:ServiceToken", "shorter"),
            ("Access:FailuresPerMinute", "-1"),
            ("Access:ReloadPeriod", "00:00:00"),
            ("Access:Tokns:x:Hash", Secret));

        faults.Should().NotContain(fault => fault.Contains(Secret) || fault.Contains(Tokens.HashOf(Secret)));
        string[] places =
        [
            "Access:Tokns: there is no such setting", "Access:Tokens:misspelt:Hsh: there is no such setting",
            "Access:FailuresPerMinute = '-1'", "Access:ReloadPeriod = '00:00:00'",
            "Access:DeveloperToken: holds in Development only, and this is Production",
            "Access:DeveloperToken: has 5 characters", "Access:ServiceToken: has 7 characters",
            "Access:Tokens:misspelt: the hash is missing", "Access:Tokens:misspelt: the role is missing",
            "Access:Tokens:plain: the hash is none (it has 38 characters)",
            "Access:Tokens:plain: the role is none (it has 4 characters)",
            "Access:Tokens:upper: the hash is none (it has 64 characters)",
            "Access:Tokens:wrong\nname: a token's name is",
            $"{folder.Path}/broken: is no JSON", $"{folder.Path}/misspelt: is no JSON",
            $"{folder.Path}/roleless: the role is missing", $"{folder.Path}/twin: is the same token as 'first'",
        ];
        faults.Should().HaveCount(places.Length);
        places.Should().OnlyContain(place => faults.Any(fault => fault.StartsWith(place)));
    }

    [Fact]
    public void Build_FaultsOfTheIssuer_NamesEachOfThem() =>
        Faults(
            "Production",
            ("Access:Jwt:Authority", "http://login.example.org"), ("Access:Jwt:RoleClaim", " "),
            ("Access:Jwt:Roles:king:0", "kings"), ("Access:Jwt:Audiense", "slipway")).Should().SatisfyRespectively(
                fault => fault.Should().StartWith("Access:Jwt:Audiense: there is no such setting"),
                fault => fault.Should()
                    .StartWith("Access:Jwt:Authority = 'http://login.example.org': must be an https address"),
                fault => fault.Should().StartWith("Access:Jwt:Audience: is missing"),
                fault => fault.Should().StartWith("Access:Jwt:RoleClaim = ' '"),
                fault => fault.Should().StartWith("Access:Jwt:Roles:king: there is no such role"));

    [Fact]
    public void Build_AudienceWithoutAuthority_IsAFault() =>
        Faults("Production", ("Access:Jwt:Audience", "slipway")).Should().ContainSingle()
            .Which.Should().StartWith("Access:Jwt:Authority: is missing");

    [Fact]
    public void Build_RoleWithOneValueInPlaceOfAList_IsAFault() =>
        Faults(
            "Production",
            ("Access:Jwt:Authority", "https://login.example.org"), ("Access:Jwt:Audience", "slipway"),
            ("Access:Jwt:Roles:admin", "admins")).Should().ContainSingle()
            .Which.Should().StartWith("Access:Jwt:Roles:admin: takes a list");

    [Fact]
    public void Build_NoSuchFolder_IsAFault() =>
        Faults("Production", ("Access:TokenFolder", "/nowhere/at/all")).Should().ContainSingle()
            .Which.Should().Be("Access:TokenFolder = '/nowhere/at/all': cannot be read (DirectoryNotFoundException)");

    [Fact]
    public void Build_OnlyTheTokenOfServices_IsNobodyWhoCouldAsk() =>
        Faults("Production", ("Access:ServiceToken", Secret)).Should().ContainSingle()
            .Which.Should().StartWith("Access: nobody could ask");

    private static List<string> Faults(string environment, params (string Key, string Value)[] settings)
    {
        var build = () => AccessHost.Build(environment, null, settings);
        return [.. build.Should().Throw<OptionsValidationException>().Which.Failures];
    }
}
