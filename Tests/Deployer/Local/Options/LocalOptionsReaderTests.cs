using Deployer.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Tests.Local.Options;

public sealed class LocalOptionsReaderTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Local:StateFolder"] = Path.GetTempPath(),
        ["Local:Session"] = "7d0e",
        ["Local:Services:api:Project"] = "/src/Api/Api.csproj",
        ["Local:Services:api:Address"] = "http://localhost:8080",
        ["Local:Services:api:Environment:ConnectionStrings:redis"] = "localhost:6379",
        ["Local:Services:api:Tracks:stable:Replicas"] = "3",
        ["Local:Services:api:Tracks:stable:MaxReplicas"] = "10",
        ["Local:Services:api:Tracks:canary:Liveness:InitialDelay"] = "00:00:15",
    };

    [Fact]
    public void Read_WhatTheAppHostWrites_IsTaken()
    {
        var options = Read(Good);

        var service = options.Services["api"];
        service.Address.Should().Be(new Uri("http://localhost:8080"));
        service.Project.Should().Be("/src/Api/Api.csproj");
        service.Environment.Should().Equal(new Dictionary<string, string> { ["ConnectionStrings__redis"] = "localhost:6379" });
        service.Tracks["stable"].Should().BeEquivalentTo(new { Replicas = 3, MinReplicas = 1, MaxReplicas = 10 });
        service.Tracks["canary"].Liveness.Should().BeEquivalentTo(
            new
            {
                Path = "/health/live",
                InitialDelay = TimeSpan.FromSeconds(15),
                Period = TimeSpan.FromSeconds(10),
                FailureThreshold = 3,
            });
    }

    [Fact]
    public void Read_ManyFaults_NamesEachWithKeyAndValue()
    {
        var read = () => Read(new(Good)
        {
            ["Local:StateFolder"] = "here",
            ["Local:Services:api:Address"] = "localhost:8080",
            ["Local:Services:api:Tracks:stable:Replicas"] = "-1",
            ["Local:Services:api:Tracks:stable:MinReplicas"] = "12",
            ["Local:Services:api:Tracks:canary:Liveness:SuccessThreshold"] = "2",
            ["Local:Services:api:Tracks:canary:Readiness:Path"] = "ready",
            ["Local:Services:api:Tracks:canary:Replica"] = "1",
            ["Local:Services:Web:Address"] = "http://localhost:8080",
        });

        string[] expected =
        [
            "Local:StateFolder: 'here': must be an absolute path",
            "Local:Services:api:Address: 'localhost:8080': must be an address such as http://localhost:8080",
            "Local:Services:api:Tracks:stable:Replicas: '-1': *",
            "Local:Services:api:Tracks:stable:MaxReplicas: '10': must not be less than MinReplicas, 12",
            "Local:Services:api:Tracks:canary: *'Replica'*",
            "Local:Services:api:Tracks:canary:Readiness:Path: 'ready': must begin with a slash",
            "Local:Services:api:Tracks:canary:Liveness:SuccessThreshold: '2': must be 1 for this probe",
            "Local:Services:Web: 'Web' must be a DNS label*",
            "Local:Services:Web:Tracks: must have at least one track",
        ];
        var faults = read.Should().Throw<OptionsValidationException>().Which.Failures.ToList();
        faults.Should().HaveCount(expected.Length);
        foreach (var fault in expected)
        {
            faults.Should().ContainMatch(fault);
        }
    }

    [Fact]
    public void Read_TwoServicesAtOneAddress_IsAFault()
    {
        var read = () => Read(new(Good)
        {
            ["Local:Services:web:Address"] = "http://localhost:8080",
            ["Local:Services:web:Tracks:stable:Replicas"] = "1",
        });

        read.Should().Throw<OptionsValidationException>().WithMessage("*api and web both have the address 'localhost:8080'*");
    }

    private static LocalOptions Read(Dictionary<string, string?> settings) =>
        LocalOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
