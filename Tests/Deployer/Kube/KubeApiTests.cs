using System.Net;
using System.Net.Sockets;
using Deployer.Control;
using Deployer.Kube;
using k8s;
using k8s.Autorest;

namespace Tests.Kube;

public sealed class KubeApiTests
{
    private static readonly KubeRequest Request = new("patch", "deployments", "api-canary", "shop");

    [Fact]
    public async Task AskAsync_NobodyThere_IsUnavailableInOneLine()
    {
        using var api = Open("http://127.0.0.1:1");

        (await AskAsync(api).Should().ThrowAsync<ClusterUnavailableException>())
            .WithMessage("the Kubernetes API cannot be reached: *").Which.Message.Should().NotContain("\n");
    }

    [Fact]
    public async Task AskAsync_NoAnswer_IsUnavailableOnceItsTimeIsOver()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        using var api = Open($"http://{deaf.LocalEndpoint}");

        await AskAsync(api).Should().ThrowAsync<ClusterUnavailableException>()
            .WithMessage("the Kubernetes API has not answered in time (list pods in namespace 'shop')");
    }

    [Fact]
    public void Translate_Forbidden_NamesVerbResourceAndWhereTheRightsAreWritten()
    {
        ApiFaults.Translate(Answer(HttpStatusCode.Forbidden, "no"), Request, default)
            .Should().BeOfType<ClusterUnavailableException>().Which.Message.Should().Be(
                "the Deployer may not patch deployments 'api-canary' in namespace 'shop'; " +
                "Deployer/Kube/rbac.yaml lists what it needs (no)");
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, typeof(ClusterUnavailableException))]
    [InlineData(HttpStatusCode.ServiceUnavailable, typeof(ClusterUnavailableException))]
    [InlineData(HttpStatusCode.TooManyRequests, typeof(ClusterUnavailableException))]
    [InlineData(HttpStatusCode.Unauthorized, typeof(ClusterUnavailableException))]
    [InlineData(HttpStatusCode.UnprocessableEntity, typeof(ClusterUnavailableException))]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.Conflict, null)]
    [InlineData(HttpStatusCode.Gone, null)]
    public void Translate_Answer_IsTransientTerminalOrTheCallers(HttpStatusCode status, Type? type)
    {
        ApiFaults.Translate(Answer(status, "because"), Request, default)?.GetType().Should().Be(type);
    }

    [Fact]
    public void Translate_OwnCancellation_IsTheCallers()
    {
        ApiFaults.Translate(new TaskCanceledException(), Request, new CancellationToken(true)).Should().BeNull();
    }

    private static Func<Task> AskAsync(KubeApi api) => () => api.AskAsync(
        "list", "pods", null, (client, cancel) => client.CoreV1.ListNamespacedPodAsync("shop", cancellationToken: cancel), default);

    private static KubeApi Open(string host) => KubeConnection.Open(
        new KubernetesClientConfiguration { Host = host },
        new KubeOptions { Namespace = "shop", RequestTimeout = TimeSpan.FromMilliseconds(300) });

    private static HttpOperationException Answer(HttpStatusCode status, string message) => new()
    {
        Response = new HttpResponseMessageWrapper(
            new HttpResponseMessage(status), $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"message":"{{message}}"}"""),
    };
}
