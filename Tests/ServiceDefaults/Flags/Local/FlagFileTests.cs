using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using ServiceDefaults.Flags.Local;

namespace Tests.Flags;

public sealed class FlagFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"features-{Guid.NewGuid():N}.json");
    private readonly FlagFile _file;
    private readonly IConfigurationRoot _configuration;
    private int _reloads;

    public FlagFileTests()
    {
        _file = new FlagFile(_path);
        _configuration = new ConfigurationBuilder().Add(_file).Build();
        ChangeToken.OnChange(_configuration.GetReloadToken, () => _reloads++);
    }

    [Fact]
    public void Refresh_FileComesAndGoes_FollowsIt()
    {
        _configuration["a:b"].Should().BeNull();

        File.WriteAllText(_path, """{"a":{"b":"1"}}""");
        _file.Refresh().Should().BeNull();
        _configuration["a:b"].Should().Be("1");

        File.Delete(_path);
        _file.Refresh().Should().BeNull();
        _configuration["a:b"].Should().BeNull();
        _reloads.Should().Be(2);
    }

    [Fact]
    public void Refresh_HalfWritten_KeepsWhatHeldAndSaysTheFault()
    {
        File.WriteAllText(_path, """{"a":{"b":"1"}}""");
        _file.Refresh();

        File.WriteAllText(_path, """{"a":{"b":""");

        _file.Refresh().Should().BeAssignableTo<JsonException>();
        _configuration["a:b"].Should().Be("1");
        _reloads.Should().Be(1);
    }

    [Fact]
    public void Refresh_FlagsThatAreNone_KeepsWhatHeldAndSaysEveryFault()
    {
        File.WriteAllText(_path, """{"feature_management":{"feature_flags":[{"id":"set","enabled":true}]}}""");
        _file.Refresh().Should().BeNull();

        File.WriteAllText(_path, """
            {
              // As the framework allows it.
              "feature_management": { "feature_flags": [
                { "id": "set", "enabled": "perhaps" },
                { "id": "sale", "enabled": true, "conditions": { "client_filters": [
                  { "name": "TimeWindow", "parameters": { "End": "tomorrow" } }
                ] } },
              ] }
            }
            """);

        var fault = _file.Refresh().Should().BeOfType<FormatException>().Subject.Message;
        fault.Should().Contain("feature_management.feature_flags[0].enabled: ")
            .And.Contain("feature_management.feature_flags[1].conditions.client_filters[0].parameters.End: ");
        _configuration["feature_management:feature_flags:0:enabled"].Should().Be("True");
    }

    [Fact]
    public void Refresh_HalfACharacter_IsAFaultLikeAnother()
    {
        File.WriteAllText(_path, """{"feature_management":{"feature_flags":[{"id":"\ud800","enabled":true}]}}""");

        _file.Refresh().Should().BeOfType<FormatException>();
    }

    [Fact]
    public void Refresh_Unchanged_TellsNobody()
    {
        File.WriteAllText(_path, "{}");
        _file.Refresh();
        _file.Refresh();

        _reloads.Should().Be(1);
    }

    public void Dispose() => File.Delete(_path);
}
