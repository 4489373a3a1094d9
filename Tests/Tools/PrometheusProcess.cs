namespace Tests.Tools;

/// <summary>Debian's Prometheus.</summary>
internal static class PrometheusProcess
{
    /// <summary>Returns once it is ready.</summary>
    /// <param name="folder">Of its own; made where it is not there.</param>
    public static async Task<ServerProcess> StartAsync(string folder, string configuration)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(file, configuration);
        return await ServerProcess.StartAsync(Tool.Get("prometheus"), "/-/ready", address =>
        [
            $"--config.file={file}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address={address.Authority}", "--log.level=error",
        ]);
    }
}
