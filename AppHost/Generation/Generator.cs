using System.Collections.Immutable;
using AppHost.Generation.Charts;
using AppHost.Generation.Model;
using AppHost.Generation.Objects;
using AppHost.Generation.Planning;
using AppHost.Generation.Reading;
using AppHost.Generation.Rules;
using AppHost.Generation.Schema;
using AppHost.Generation.Yaml;

namespace AppHost.Generation;

/// <summary>From a manifest to the files of a kustomize folder or a Helm chart. Reads and writes no file.</summary>
internal static class Generator
{
    private const string Comment = "Written by 'generate' from the deployment manifest; change that, or an overlay, or values.";

    /// <param name="findings">Gets every fault; with one, the files are not fit for use.</param>
    public static IReadOnlyList<OutputFile> Generate(ReadOnlyMemory<byte> json, GenerationOptions options, Findings findings)
    {
        var manifest = ManifestReader.Read(json, findings);
        var plan = new Planner(manifest, options, PermissionReader.Read(), findings).Plan();
        var files = ObjectFactory.Create(plan, findings);
        Check(plan, files, findings);
        var output = options.Format == OutputFormat.Helm ? ChartFiles(ChartFactory.Create(plan, files)) : KustomizeFiles(plan, files);
        return
        [
            .. output.Append(new OutputFile(Report.FileName, Report.Write(manifest, findings))).OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<OutputFile> ChartFiles(Chart chart) =>
    [
        new("Chart.yaml", YamlWriter.Write(Comment, [chart.Description])),
        new("values.yaml", YamlWriter.Write(Comment, [chart.Values])),
        .. chart.Templates.Select(file => new OutputFile(
            $"templates/{file.Path}", YamlWriter.Write(Comment, file.Objects.Select(found => found.Content)))),
    ];

    private static IEnumerable<OutputFile> KustomizeFiles(DeploymentPlan plan, ImmutableArray<ObjectFile> files) =>
        BaseFiles(plan, files).Select(file => file with { Path = $"{OutputFiles.Base}/{file.Path}" })
            .Append(new OutputFile(Kustomization.FileName, YamlWriter.Write(Comment, [Kustomization.Of(null, OutputFiles.Base)])));

    private static IEnumerable<OutputFile> BaseFiles(DeploymentPlan plan, ImmutableArray<ObjectFile> files)
    {
        yield return new OutputFile(Kustomization.FileName, YamlWriter.Write(Comment, [Kustomization.Base(plan, files)]));
        foreach (var file in files)
        {
            yield return new OutputFile(file.Path, YamlWriter.Write(Comment, file.Objects.Select(found => found.Content)));
        }

        foreach (var service in plan.Services)
        {
            if (!Configurations.Lines(service).IsEmpty)
            {
                yield return new OutputFile(Configurations.FileOf(service), Configurations.FileText(service));
            }

            foreach (var (name, text) in Configurations.Texts(service))
            {
                yield return new OutputFile(Configurations.FileOf(service, name), text);
            }
        }

        var toFillIn = plan.Outside.Where(group => !group.IsSecret || plan.Options.Secrets == SecretSource.Files).ToList();
        foreach (var group in toFillIn)
        {
            yield return new OutputFile($"{OutputFiles.Of(group)}.template", SecretTemplates.Of(group));
        }

        if (toFillIn.Count > 0)
        {
            yield return new OutputFile(".gitignore", "secrets/*.env\nvalues/*.env\n");
        }
    }

    private static void Check(DeploymentPlan plan, ImmutableArray<ObjectFile> files, Findings findings)
    {
        var set = new ObjectSet(
            [.. files.SelectMany(file => file.Objects)],
            plan.Services.Where(service => !service.Configuration.IsEmpty)
                .ToImmutableDictionary(Configurations.NameOf, service => service.Configuration),
            plan.Outside.DistinctBy(group => group.Name).ToImmutableDictionary(
                group => group.Name, group => group.Keys.Select(key => key.Name).ToImmutableArray()));
        foreach (var fault in SchemaCheck.Check(set.Objects).Concat(RuleBook.Check(set)))
        {
            findings.Fault(fault.Place, fault.Message);
        }
    }
}
