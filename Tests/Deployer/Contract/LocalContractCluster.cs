using Deployer.Images;
using Deployer.Local;
using Deployer.Local.Images;
using Deployer.Rollouts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tests.Local.Cluster;

namespace Tests.Contract;

internal sealed class LocalContractCluster : IContractCluster
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway").FullName;
    private readonly SampleImages _images;

    public LocalContractCluster() => _images = new SampleImages(Path.Combine(_folder, "images"));

    public TrackKey Track { get; } = new("api", "canary");

    public ImageReference Image { get; } = ImageReference.Parse("api:canary");

    public Task<Digest> MakeAsync(string name, Behaviour behaviour) => Task.FromResult(_images.Make(name, behaviour switch
    {
        Behaviour.Crashes => "crash",
        Behaviour.NeverReady => "deaf",
        _ => "",
    }).Digest);

    public void AddTo(WebApplicationBuilder builder)
    {
        var track = $"Local:Services:{Track.Service}:Tracks:{Track.Track}";
        builder.Configuration["Local:StateFolder"] = _folder;
        builder.Configuration[$"Local:Services:{Track.Service}:Address"] = "http://127.0.0.1:0";
        builder.Configuration[$"{track}:Replicas"] = "2";
        builder.Configuration[$"{track}:Startup:Period"] = "00:00:00.1";
        builder.Configuration[$"{track}:Startup:FailureThreshold"] = "600";
        builder.Configuration[$"{track}:Readiness:Period"] = "00:00:00.5";
        builder.Services.AddSingleton<ILocalImages>(_images).AddLocalCluster(builder.Configuration);
    }

    public void BeforeKill(IHost deployer) => deployer.Services.GetRequiredService<LocalCluster>().LetGo();

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
