using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>
/// The list of all objects, and of those that kustomize makes of files: with a hash of their content in their names, so that a
/// change rolls what uses them, and a rollback brings the old ones back.
/// </summary>
internal static class Kustomization
{
    public const string FileName = "kustomization.yaml";

    private const string ApiVersion = "kustomize.config.k8s.io/v1beta1";

    public static Node.Map Base(DeploymentPlan plan, IEnumerable<ObjectFile> files) => Node.Of(
        ("apiVersion", ApiVersion),
        ("kind", nameof(Kustomization)),
        ("namespace", plan.Options.Namespace),
        ("resources", Node.Texts(files.Select(file => file.Path))),
        ("generatorOptions", Node.Of(("labels", ObjectKit.CommonLabels(plan.Options)))),
        ("configMapGenerator", Node.List(
        [
            .. plan.Services.Where(service => !service.Configuration.IsEmpty).Select(OfService),
            .. plan.Outside.Where(group => !group.IsSecret).Select(OfGroup),
        ])),
        ("secretGenerator", plan.Options.Secrets != SecretSource.Files ? null
            : Node.List(plan.Outside.Where(group => group.IsSecret).Select(OfGroup))));

    /// <param name="folder">Relative to the kustomization.</param>
    public static Node.Map Of(string? name, string folder) => Node.Of(
        ("apiVersion", ApiVersion),
        ("kind", nameof(Kustomization)),
        ("namespace", name),
        ("resources", Node.Texts([folder])));

    private static Node OfService(PlannedService service) => Node.Of(
        ("name", Configurations.NameOf(service)),
        ("envs", Node.Texts(Configurations.Lines(service).IsEmpty ? [] : [Configurations.FileOf(service)])),
        ("files", Node.Texts(Configurations.Texts(service).Select(
            entry => $"{entry.Key}={Configurations.FileOf(service, entry.Key)}"))));

    private static Node OfGroup(OutsideGroup group) => Node.Of(
        ("name", group.Name), ("envs", Node.Texts([OutputFiles.Of(group)])));
}
