using AppHost.Generation.Objects;
using AppHost.Generation.Rules;

namespace Tests.Generation;

/// <summary>Each rule finds what it is there for, in objects that are well but for one thing.</summary>
public sealed class RuleBookTests
{
    private static readonly Node.Map Labels = Node.Of(("app", "api"), ("track", "stable"));

    [Fact]
    public void Check_WellObjects_HasNoFaults() => Check().Should().BeEmpty();

    [Theory]
    [InlineData("startupProbe")]
    [InlineData("readinessProbe")]
    [InlineData("livenessProbe")]
    public void Check_ContainerWithoutAProbe_NamesIt(string probe) =>
        Check(container: Without(probe)).Should().Equal(
            $"Deployment api: spec.template.spec.containers[0].{probe}: is missing: nobody would notice that it is not well");

    [Fact]
    public void Check_AutoscalerWithoutCpuRequest_IsAFault() =>
        Check(container: Set("resources", Node.Of(("requests", Node.Of(("memory", "1Mi"))), ("limits", Node.Of(("cpu", "1"), ("memory", "1Mi"))))))
            .Should().Contain(
                "Deployment api: spec.template.spec.containers[0].resources.requests.cpu: is missing: " +
                "HorizontalPodAutoscaler api measures against it, and does nothing without");

    [Fact]
    public void Check_ReplicasOnAnAutoscaledDeployment_IsAFault() =>
        Check(replicas: 3).Should().Equal(
            "Deployment api: spec.replicas: HorizontalPodAutoscaler api says how many: each apply would undo what it found");

    [Fact]
    public void Check_AutoscalerOfNothing_IsAFault() =>
        Check(scaled: "web").Should().Equal("HorizontalPodAutoscaler api: spec.scaleTargetRef: there is no Deployment web");

    [Fact]
    public void Check_SelectorThatMatchesAnothersPods_IsAFault() =>
        Check(others: Deployment("other", Node.Of(("app", "api")), Node.Of(("app", "api")), Container, null)).Should().Contain(
            "Deployment other: spec.selector: matches the pods of Deployment api too: an autoscaler would count them");

    [Fact]
    public void Check_SelectorThatMissesItsOwnPods_IsAFault() =>
        Check(others: Deployment("other", Node.Of(("app", "one")), Node.Of(("app", "two")), Container, null)).Should().Contain(
            "Deployment other: spec.selector: does not match the labels of its own pods");

    [Theory]
    [InlineData("api", "is whatever is newest")]
    [InlineData("api:latest", "is whatever is newest")]
    [InlineData("registry:5000/api", "is whatever is newest")]
    [InlineData("Registry/Api:v1", "is no image")]
    [InlineData("", "is missing")]
    public void Check_ImageThatIsNotExact_IsAFault(string image, string fault) =>
        Check(container: Set("image", image)).Should().ContainSingle().Which.Should().Contain(fault);

    [Theory]
    [InlineData("runAsNonRoot")]
    [InlineData("seccompProfile")]
    public void Check_PodThatIsNotRestricted_IsAFault(string without) =>
        Check(pod: Remove((Node.Map)PodSecurity, without)).Should().ContainSingle().Which.Should().Contain(without);

    [Theory]
    [InlineData("allowPrivilegeEscalation")]
    [InlineData("readOnlyRootFilesystem")]
    [InlineData("capabilities")]
    public void Check_ContainerThatIsNotRestricted_IsAFault(string without) =>
        Check(container: Set("securityContext", Remove((Node.Map)Container["securityContext"]!, without)))
            .Should().ContainSingle().Which.Should().Contain(without);

    [Fact]
    public void Check_ServiceToAPortThatIsNotThere_IsAFault() =>
        Check(target: "grpc").Should().Equal("Service api: spec.ports[http].targetPort: Deployment api has no port 'grpc'");

    [Fact]
    public void Check_ProbeOfAPortThatIsNotThere_IsAFault() =>
        Check(container: Set("livenessProbe", Node.Of(("tcpSocket", Node.Of(("port", "grpc")))))).Should().Equal(
            "Deployment api: spec.template.spec.containers[0].livenessProbe: there is no port 'grpc'");

    [Fact]
    public void Check_ReferencesToNothing_AreFaults() =>
        Check(container: Set("env", Node.List([Node.Of(("name", "A"), ("valueFrom", Node.Of(("secretKeyRef", Node.Of(("name", "s"), ("key", "k"))))))])!))
            .Should().Equal("Deployment api: spec.template.spec.containers[0].env[A]: nothing gives s a key k");

    [Theory]
    [InlineData("DB_PASSWORD", "hunter2", true)]
    [InlineData("Stripe__ApiKey", "sk_live_1", true)]
    [InlineData("Url", "amqp://guest:guest@mq", true)]
    [InlineData("ConnectionStrings__db", "Host=db;Password=x", true)]
    [InlineData("ConnectionStrings__db", "Host=db;Password=$(DB_PASSWORD)", false)]
    [InlineData("Url", "amqp://guest:$(PASSWORD)@mq", false)]
    [InlineData("DB_PASSWORD", "", false)]
    [InlineData("REQUIRE_PASSWORD", "true", false)]
    [InlineData("TOKEN_FOLDER", "/etc/tokens", false)]
    [InlineData("PASSWORD_FILE", "hunter2", false)]
    [InlineData("Auth__Token", "https://issuer.example/token", false)]
    public void Check_Variable_IsAFaultWhereItLooksLikeASecret(string name, string value, bool isFault)
    {
        var faults = Check(container: Set("env", Node.List([Node.Of(("name", name), ("value", value))])!));

        faults.Should().HaveCount(isFault ? 1 : 0);
        faults.Should().NotContain(fault => value.Length > 0 && fault.Contains(value));
    }

    private static Node.Map Container => Node.Of(
        ("name", "api"),
        ("image", "registry.example/api:v1"),
        ("ports", Node.List([Node.Of(("name", "http"), ("containerPort", 8080))])),
        ("resources", Node.Of(
            ("requests", Node.Of(("cpu", "10m"), ("memory", "1Mi"))), ("limits", Node.Of(("cpu", "1"), ("memory", "1Mi"))))),
        ("startupProbe", Probe),
        ("readinessProbe", Probe),
        ("livenessProbe", Probe),
        ("securityContext", Node.Of(
            ("allowPrivilegeEscalation", false),
            ("readOnlyRootFilesystem", true),
            ("capabilities", Node.Of(("drop", Node.Texts(["ALL"])))))));

    private static Node Probe => Node.Of(("httpGet", Node.Of(("path", "/"), ("port", "http"))));

    private static Node PodSecurity => Node.Of(
        ("runAsNonRoot", true), ("runAsUser", 1654), ("seccompProfile", Node.Of(("type", "RuntimeDefault"))));

    private static Node.Map Set(string key, Node value) =>
        Remove(Container, key) with { Entries = [.. Remove(Container, key).Entries, new(key, value)] };

    private static Node.Map Without(string key) => Remove(Container, key);

    private static Node.Map Remove(Node.Map map, string key) => new([.. map.Entries.Where(entry => entry.Key != key)]);

    private static KubeObject Deployment(string name, Node.Map selector, Node.Map labels, Node.Map container, Node? replicas, Node? pod = null) =>
        new("api", Node.Of(
            ("apiVersion", "apps/v1"),
            ("kind", "Deployment"),
            ("metadata", Node.Of(("name", name))),
            ("spec", Node.Of(
                ("replicas", replicas),
                ("selector", Node.Of(("matchLabels", selector))),
                ("template", Node.Of(
                    ("metadata", Node.Of(("labels", labels))),
                    ("spec", Node.Of(
                        ("serviceAccountName", "api"),
                        ("securityContext", pod ?? PodSecurity),
                        ("containers", Node.List([container]))))))))));

    private static List<string> Check(
        Node.Map? container = null,
        Node? replicas = null,
        Node? pod = null,
        string scaled = "api",
        string target = "http",
        KubeObject? others = null)
    {
        KubeObject[] objects =
        [
            Plain("v1", "ServiceAccount"),
            Deployment("api", Labels, Labels, container ?? Container, replicas, pod),
            Plain("autoscaling/v2", "HorizontalPodAutoscaler", Node.Of(
                ("scaleTargetRef", Node.Of(("kind", "Deployment"), ("name", scaled))))),
            Plain("v1", "Service", Node.Of(
                ("selector", Node.Of(("track", "stable"))),
                ("ports", Node.List([Node.Of(("name", "http"), ("port", 80), ("targetPort", target))])))),
            .. others is null ? [] : new[] { others },
        ];
        return [.. RuleBook.Check(new ObjectSet([.. objects], [], [])).Select(fault => $"{fault}")];
    }

    private static KubeObject Plain(string version, string kind, Node? spec = null) => new("api", Node.Of(
        ("apiVersion", version), ("kind", kind), ("metadata", Node.Of(("name", "api"))), ("spec", spec)));
}
