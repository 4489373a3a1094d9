using Aspire.Hosting;

namespace Tests.Hosting.Publishing.Sample;

/// <summary>The calls from which Aspire itself wrote the golden file; the bytes must be the same.</summary>
public sealed class SampleManifestTests
{
    [Fact]
    public async Task Write_CallsOfTheSample_IsWhatAspireWrote()
    {
        using var folder = new TemporaryFolder();
        var builder = Compose.In(folder, Compose.ForManifest);

        var webhookSecret = builder.AddParameter("webhook-secret", secret: true);
        var smtp = builder.AddParameter("smtp-host", "localhost", publishValueAsDefault: true);

        var redis = builder.AddRedis("redis").WithDataVolume("redis-data");

        var api = builder.AddProject<Projects.Api>("api")
            .WithReference(redis)
            .WaitFor(redis)
            .WithHttpHealthCheck("/health/ready")
            .WithExternalHttpEndpoints();

        builder.AddRelease("api-release", api, new ReleaseOptions { Min = 1, Max = 10, CpuPercent = 50, CanaryReplicas = 1 });

        var monitor = builder.AddProject<Projects.Monitor>("monitor")
            .WithReference(redis)
            .WithEnvironment("Smtp__Host", smtp);

        builder.AddProject<Projects.Deployer>("deployer")
            .WithReference(redis)
            .WithReference(api)
            .WithReference(monitor)
            .WithEnvironment("Webhooks__Secret", webhookSecret)
            .WithExternalHttpEndpoints();

        var written = await ManifestText.OfAsync(builder, Projects.Folder.Path);

        written.Should().Equal(await File.ReadAllBytesAsync(Repository.Golden("aspire-manifest.json")));
    }
}
