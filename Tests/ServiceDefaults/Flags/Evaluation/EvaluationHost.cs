using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Following;

namespace Tests.Flags;

/// <summary>Flags of a service that is built and never started: nothing but the test puts them on the board.</summary>
internal sealed class EvaluationHost : IDisposable
{
    private readonly IHost _host;

    public EvaluationHost(string track = "", Action<IHostApplicationBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            [new("ConnectionStrings:redis", "127.0.0.1:1"), new("Instance:Track", track)]);
        builder.AddServiceDefaults();
        builder.AddRedisClient("redis");
        builder.AddFlags();
        configure?.Invoke(builder);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public IFeatureManager Features => Services.GetRequiredService<IFeatureManager>();

    public IVariantFeatureManager Variants => Services.GetRequiredService<IVariantFeatureManager>();

    public FlagBoard Board => Services.GetRequiredService<FlagBoard>();

    /// <summary>These, and no other, are the flags from now on.</summary>
    public async Task ShowAsync(params JsonElement[] definitions)
    {
        var read = new List<FeatureDefinition>();
        foreach (var definition in definitions)
        {
            FlagRules.Check(definition.GetProperty("id").GetString()!, definition).Should().BeEmpty();
            read.Add(await DefinitionReader.ReadAsync(definition));
        }

        Board.ShowLocal(read);
    }

    public void Dispose() => _host.Dispose();
}
