using System.Text.Json;

namespace Deployer.Local.Session;

/// <summary>
/// What a command on this machine needs to reach the Deployer that runs here: <c>deployer.json</c> in the state folder. It
/// holds the webhook's secret, so only its owner can read it, and it is gone when the Deployer stops.
/// </summary>
/// <param name="Token">For the API; null where the Deployer knows none in clear, which is anywhere but in Development.</param>
internal sealed record RunningDeployer(
    string Address, string Secret, string? Token, int ProcessId, IReadOnlyList<PushTarget> Targets)
{
    private const string FileName = "deployer.json";

    public static string FileIn(string stateFolder) => Path.Combine(stateFolder, FileName);

    /// <summary>Null when none runs here.</summary>
    public static RunningDeployer? Read(string stateFolder)
    {
        var file = FileIn(stateFolder);
        return File.Exists(file)
            ? JsonSerializer.Deserialize(File.ReadAllText(file), SessionJson.Default.RunningDeployer)
            : null;
    }

    public void Write(string stateFolder)
    {
        var file = FileIn(stateFolder);
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, this, SessionJson.Default.RunningDeployer);
    }
}
