using System.Globalization;
using System.Net.Http.Headers;
using ServiceDefaults.Access;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>The real Deployer as a process of its own, in Production; who asks is a viewer.</summary>
internal sealed class DeployerProcess : ServerProcess
{
    private const string Token = "a-token-of-a-viewer-in-the-cluster-tests";

    private DeployerProcess(Uri address, IEnumerable<string> program, IEnumerable<KeyValuePair<string, string?>> settings)
        : base(address, "dotnet",
            [.. program, $"--urls={Origin(address)}", .. settings.Concat(Own()).Select(setting => $"--{setting.Key}={setting.Value}")],
            Production) => Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "Deployer.dll");

    /// <summary>Returns once it serves.</summary>
    /// <param name="program">What is started in place of the Deployer's own assembly, and serves what that does.</param>
    public static Task<DeployerProcess> StartAsync(
        Uri address, IEnumerable<KeyValuePair<string, string?>> settings, params string[] program) =>
        ServingAsync(new DeployerProcess(new Uri(Origin(address)), program is [] ? [Assembly] : program, settings));

    // Outside Development it serves only when somebody could ask. It ends with whoever has started it.
    private static Dictionary<string, string?> Own() => new()
    {
        ["Access:Tokens:viewer:Hash"] = Tokens.HashOf(Token),
        ["Access:Tokens:viewer:Role"] = "viewer",
        ["Parent:ProcessId"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ["ConnectionStrings:redis"] = "127.0.0.1:1",
        ["Drain:Delay"] = "00:00:00",
    };
}
