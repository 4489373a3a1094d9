using Deployer;
using Deployer.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tests;

public sealed class ClusterChoiceTests
{
    private const string Kube = "Kube:Namespace";
    private const string Local = "Local:StateFolder";

    [Theory]
    [InlineData(Kube)]
    [InlineData(Local)]
    public void RequireOneCluster_One_AddsNothing(string key) =>
        Chosen(key).GetService<ITrackWorkloads>().Should().BeNull();

    [Fact]
    public void RequireOneCluster_None_SaysWhatToSet() =>
        Workloads().Should().Throw<OptionsValidationException>().WithMessage("*neither is set*Kube:Namespace*");

    [Fact]
    public void RequireOneCluster_Both_IsRefused() =>
        Workloads(Kube, Local).Should().Throw<OptionsValidationException>().WithMessage("*both are set*");

    private static Action Workloads(params string[] keys) => () => Chosen(keys).GetRequiredService<ITrackWorkloads>();

    private static ServiceProvider Chosen(params string[] keys)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(keys.Select(key => KeyValuePair.Create(key, (string?)"value")));
        return builder.RequireOneCluster().Services.BuildServiceProvider();
    }
}
