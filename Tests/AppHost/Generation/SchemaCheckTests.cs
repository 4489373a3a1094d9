using AppHost.Generation.Objects;
using AppHost.Generation.Schema;

namespace Tests.Generation;

public sealed class SchemaCheckTests
{
    [Fact]
    public void Check_PropertyThatTheTypeLacks_IsNamed() =>
        Check("v1", "Service", Node.Of(("selectors", Node.Of(("app", "x"))), ("type", "ClusterIP")))
            .Should().Equal("Service x: spec.selectors: there is no such property");

    [Fact]
    public void Check_PropertyInTheWrongPlaceOfAContainer_IsNamed() =>
        Check("apps/v1", "Deployment", Node.Of(
            ("selector", Node.Of()),
            ("template", Node.Of(("spec", Node.Of(("containers", Node.List([Node.Of(("name", "x"), ("runAsUser", 1))]))))))))
            .Should().Equal("Deployment x: spec.template.spec.containers[0].runAsUser: there is no such property");

    [Fact]
    public void Check_TextWhereANumberBelongs_IsNamed() =>
        Check("apps/v1", "Deployment", Node.Of(("replicas", "three")))
            .Should().Equal("Deployment x: spec.replicas: is not what apps/v1 Deployment has there");

    [Fact]
    public void Check_TypeThatDoesNotExist_IsAFault() =>
        Check("apps/v2", "Deployment", Node.Of()).Should().Equal("Deployment x: there is no type apps/v2 Deployment");

    private static IEnumerable<string> Check(string version, string kind, Node spec) => SchemaCheck.Check(
    [
        new KubeObject("x", Node.Of(("apiVersion", version), ("kind", kind), ("metadata", Node.Of(("name", "x"))), ("spec", spec))),
    ]).Select(fault => $"{fault}");
}
