using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Access;
using Tests.Tools;

namespace Tests;

/// <summary>The real Monitor as a process of its own, in Production; who asks is an operator.</summary>
internal sealed class MonitorProcess : ServerProcess
{
    public const string Token = "a-token-of-an-operator-in-the-tests";

    private MonitorProcess(Uri address, IEnumerable<(string Key, string Value)> settings)
        : base(address, "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Monitor.dll"), $"--urls={Origin(address)}",
                .. settings.Concat(AccessHost.Token("operator", Token)).Select(setting => $"--{setting.Key}={setting.Value}"),
            ],
            Production) => Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

    /// <summary>Returns once it serves.</summary>
    public static Task<MonitorProcess> StartAsync(params (string Key, string Value)[] settings) =>
        ServingAsync(new MonitorProcess(FreeAddress(), settings));

    public async Task<JsonElement[]> ListAsync(string path) =>
        [.. (await Client.GetFromJsonAsync<JsonElement>(path)).EnumerateArray()];
}
