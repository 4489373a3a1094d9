using System.Diagnostics;
using Deployer.Images;
using Tests.EndToEnd;
using Tests.Tools;

namespace Benchmarks;

/// <summary>The physical floor: the same build started by hand, until it answers.</summary>
internal static class BareStart
{
    /// <summary>Seconds.</summary>
    public static async Task<double> MeasureAsync(RunningSystem system)
    {
        var image = system.Images.Find(system.Images.Resolve(ImageReference.Parse("api:stable"))!.Value)!;
        var port = FreePorts.Next();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(image.Folder, image.Entry) },
            WorkingDirectory = image.Folder,
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__redis"] = "127.0.0.1:1",
            },
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            await system.UntilAsync(TimeSpan.FromSeconds(60), "the bare process answers", async () =>
                (await client.GetAsync("/health/live")).IsSuccessStatusCode);
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
