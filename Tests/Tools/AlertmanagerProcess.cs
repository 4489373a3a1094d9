namespace Tests.Tools;

/// <summary>Debian's Alertmanager.</summary>
internal static class AlertmanagerProcess
{
    /// <summary>Returns once it is ready.</summary>
    /// <param name="folder">Of its own; made where it is not there.</param>
    public static async Task<ServerProcess> StartAsync(string folder, string configuration)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "alertmanager.yml");
        await File.WriteAllTextAsync(file, configuration);
        return await ServerProcess.StartAsync(Tool.Get("prometheus-alertmanager"), "/-/ready", address =>
        [
            $"--config.file={file}", $"--storage.path={folder}/data", $"--web.listen-address={address.Authority}",
            "--cluster.listen-address=", "--log.level=error",
        ]);
    }
}
