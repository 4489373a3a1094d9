using System.Reflection;
using Tests.Tools;

namespace Tests.EndToEnd;

/// <summary>One running system for all tests of a class: starting it takes longer than the tests.</summary>
public sealed class SystemFixture : IAsyncLifetime
{
    internal RunningSystem System { get; private set; } = null!;

    internal static string AppHost { get; } = typeof(SystemFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "AppHost").Value!;

    public async Task InitializeAsync()
    {
        // The stable one is the working tree, built for it.
        using var turn = await ReleaseBuild.TurnAsync();
        System = await RunningSystem.StartAsync(AppHost);
    }

    public async Task DisposeAsync() => await System.DisposeAsync();
}
