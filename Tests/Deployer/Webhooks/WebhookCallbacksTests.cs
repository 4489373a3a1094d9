using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Deployer.Images;
using Deployer.Webhooks;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Tests.Fakes;

namespace Tests.Webhooks;

public sealed class WebhookCallbacksTests : IDisposable
{
    private const string Allowed = "https://registry.hub.docker.example/u/team/api/hook/1/";
    private readonly DeployerApplication _deployer = new();
    private readonly Senders _senders = new();

    public void Dispose()
    {
        _senders.Dispose();
        _deployer.Dispose();
    }

    [Fact]
    public async Task Tell_HostThatIsConfigured_IsToldOfTheRollout()
    {
        using var client = Start("registry.hub.docker.example");

        await PostAsync(client, Allowed);

        await Eventually.TrueAsync(() => !_senders.Told.IsEmpty);
        var (address, body) = _senders.Told.Should().ContainSingle().Which;
        address.Should().Be(Allowed);
        var state = JsonSerializer.Deserialize<JsonElement>(body);
        state.GetProperty("state").GetString().Should().Be("success");
        state.GetProperty("description").GetString().Should().StartWith("team/api:canary: rollout ");
        state.GetProperty("context").GetString().Should().Be("Slipway");
    }

    [Theory]
    [InlineData("https://elsewhere.example/hook")]
    [InlineData("http://registry.hub.docker.example/hook")]
    [InlineData("https://registry.hub.docker.example:8443/hook")]
    [InlineData("https://registry.hub.docker.example@elsewhere.example/hook")]
    [InlineData("https://bob@registry.hub.docker.example/hook")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public async Task Tell_AnyOtherAddress_IsNotFollowed(string address)
    {
        using var client = Start("registry.hub.docker.example");

        await PostAsync(client, address);

        // They are told in order: what comes after it has come by then.
        await PostAsync(client, Allowed);
        await Eventually.TrueAsync(() => !_senders.Told.IsEmpty);
        _senders.Told.Should().ContainSingle().Which.Address.Should().Be(Allowed);
        _deployer.Lines.All.Should().Contain(line => line.Contains("callback was not followed"));
    }

    [Fact]
    public async Task Tell_ByDefault_IsOff()
    {
        using var client = Start(null);

        await PostAsync(client, Allowed);

        await Task.Delay(200);
        _senders.Told.Should().BeEmpty();
    }

    private HttpClient Start(string? host)
    {
        _deployer.Registry.Tags["team/api:canary"] = Digest.Parse("sha256:" + new string('a', 64));
        return _deployer.WithWebHostBuilder(builder =>
        {
            if (host is not null)
            {
                builder.UseSetting("Webhooks:CallbackHosts:0", host);
            }

            builder.ConfigureTestServices(services =>
                services.AddHttpClient(WebhookCallbacks.Client).ConfigurePrimaryHttpMessageHandler(() => _senders));
        }).CreateClient();
    }

    private static async Task PostAsync(HttpClient client, string callback)
    {
        using var content = new StringContent(
            $$$"""{"callback_url":"{{{callback}}}","push_data":{"tag":"canary"},"repository":{"repo_name":"team/api"}}""",
            Encoding.UTF8,
            "application/json");
        using var answer = await client.PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", content);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
    }

    /// <summary>Everyone who could be told, and what they were told.</summary>
    private sealed class Senders : HttpMessageHandler
    {
        public ConcurrentQueue<(string Address, string Body)> Told { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Told.Enqueue(($"{request.RequestUri}", body));
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
