using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Following;

namespace Benchmarks.Flags;

/// <summary>One evaluation beside Microsoft.FeatureManagement over its own configuration provider, with the same flags.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class EvaluationBenchmark
{
    private const int Others = 20;
    private readonly TargetingContext _user = new() { UserId = "ann" };
    private ServiceProvider _package = null!;
    private IHost _host = null!;
    private IFeatureManager _packageManager = null!;
    private IFeatureManager _manager = null!;
    private IVariantFeatureManager _packageVariants = null!;
    private IVariantFeatureManager _variants = null!;

    public static void Run()
    {
        // In this process: otherwise a project would be generated, restored and built for every run.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithOptions(ConfigOptions.DisableLogFile);
        BenchmarkRunner.Run<EvaluationBenchmark>(config);
    }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Flags()))).Build();
        _package = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddFeatureManagement().Services.BuildServiceProvider();
        _packageManager = _package.GetRequiredService<IFeatureManager>();
        _packageVariants = _package.GetRequiredService<IVariantFeatureManager>();

        // Never started: the flags do not come from Redis, and no evaluation asks it.
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:redis", "127.0.0.1:1")]);
        builder.AddServiceDefaults();
        builder.AddRedisClient("redis");
        builder.AddFlags();
        _host = builder.Build();
        _host.Services.GetRequiredService<FlagBoard>().ShowLocal(await DefinitionReader.ReadAllAsync(configuration));
        _manager = _host.Services.GetRequiredService<IFeatureManager>();
        _variants = _host.Services.GetRequiredService<IVariantFeatureManager>();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _host.Dispose();
        _package.Dispose();
    }

    [Benchmark(Baseline = true, Description = "boolean, IFeatureManager: the package over configuration")]
    [BenchmarkCategory("boolean, Task")]
    public Task<bool> PackageBoolean() => _packageManager.IsEnabledAsync("set");

    [Benchmark(Description = "boolean, IFeatureManager: Slipway")]
    [BenchmarkCategory("boolean, Task")]
    public Task<bool> Boolean() => _manager.IsEnabledAsync("set");

    [Benchmark(Baseline = true, Description = "boolean, IVariantFeatureManager: the package over configuration")]
    [BenchmarkCategory("boolean, ValueTask")]
    public ValueTask<bool> PackageValueBoolean() => _packageVariants.IsEnabledAsync("set");

    [Benchmark(Description = "boolean, IVariantFeatureManager: Slipway")]
    [BenchmarkCategory("boolean, ValueTask")]
    public ValueTask<bool> ValueBoolean() => _variants.IsEnabledAsync("set");

    [Benchmark(Baseline = true, Description = "targeting of a user: the package over configuration")]
    [BenchmarkCategory("targeting")]
    public ValueTask<bool> PackageTargeting() => _packageVariants.IsEnabledAsync("targeted", _user);

    [Benchmark(Description = "targeting of a user: Slipway")]
    [BenchmarkCategory("targeting")]
    public ValueTask<bool> Targeting() => _variants.IsEnabledAsync("targeted", _user);

    private static string Flags()
    {
        var others = Enumerable.Range(0, Others).Select(other => $$"""{"id":"other-{{other}}","enabled":true}""");
        return $$"""
            {"feature_management":{"feature_flags":[{{string.Join(',', others)}},
            {"id":"set","enabled":true},
            {"id":"targeted","enabled":true,"conditions":{"client_filters":[
              {"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":50} } } ] } }
            ] } }
            """;
    }
}
