using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using AppHost.Generation.Planning;

namespace AppHost.Generation;

/// <summary>The command <c>generate</c>: from the deployment manifest to a folder for <c>kubectl apply -k</c>.</summary>
internal static class GenerateCommand
{
    // A validator sees options that were not given without their defaults.
    private static readonly GenerationOptions Defaults = new();

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "The folder to write to.",
        DefaultValueFactory = _ => "k8s",
    };

    private static readonly Option<string> Manifest = new("--manifest")
    {
        Description = "The deployment manifest, written by --publisher manifest.",
        DefaultValueFactory = _ => "aspire-manifest.json",
    };

    private static readonly Option<OutputFormat> Format = new("--format")
    {
        Description = "A kustomize folder, or a Helm chart of the same objects, whose Secrets must be in the cluster.",
        DefaultValueFactory = _ => OutputFormat.Kustomize,
    };

    private static readonly Option<string?> Registry = new("--registry")
    {
        Description = "Where the images are that the repository builds, such as ghcr.io/team.",
    };

    private static readonly Option<string> Tag = new("--tag")
    {
        Description = "The tag of those images; the tracks of a release have their own.",
        DefaultValueFactory = _ => Defaults.Tag,
    };

    private static readonly Option<string?> Namespace = new("--namespace", "-n")
    {
        Description = "The namespace, which is written too and takes restricted pods only.",
    };

    private static readonly Option<string?> Name = new("--name")
    {
        Description = "What everything is part of. Default: the namespace, or else 'app'.",
    };

    private static readonly Option<string[]> Parameter = new("--parameter")
    {
        Description = "NAME=VALUE for a parameter that is no secret. May be given several times.",
    };

    private static readonly Option<Exposure> Expose = new("--expose")
    {
        Description = "How external endpoints are reached from outside.",
        DefaultValueFactory = _ => Exposure.LoadBalancer,
    };

    private static readonly Option<string[]> Host = new("--host")
    {
        Description = "SERVICE=NAME, the host name of a service. May be given several times.",
    };

    private static readonly Option<string?> Domain = new("--domain")
    {
        Description = "Services without a host name get SERVICE.DOMAIN.",
    };

    private static readonly Option<string?> IngressClass = new("--ingress-class") { Description = "The class of the Ingresses." };

    private static readonly Option<string?> ClusterIssuer = new("--cluster-issuer")
    {
        Description = "cert-manager's ClusterIssuer for the Ingresses' certificates. Default: the Secrets SERVICE-tls are there.",
    };

    private static readonly Option<string?> Gateway = new("--gateway") { Description = "The Gateway of the HTTPRoutes, [NAMESPACE/]NAME." };

    private static readonly Option<SecretSource> Secrets = new("--secrets")
    {
        Description = "Where Secrets come from: files that git ignores, the cluster, or the External Secrets operator.",
        DefaultValueFactory = _ => SecretSource.Files,
    };

    private static readonly Option<string?> SecretStore = new("--secret-store") { Description = "The ClusterSecretStore of the ExternalSecrets." };

    private static readonly Option<bool> PrometheusOperator = new("--prometheus-operator")
    {
        Description = "Write ServiceMonitors and PrometheusRules in place of scrape annotations.",
    };

    private static readonly Option<string[]> Sidecar = new("--sidecar")
    {
        Description = "SERVICE=MONITOR, a Monitor of the manifest that also stands beside the service in each of its pods, watches it and "
            + "mails. May be given several times.",
    };

    private static readonly Option<string?> PullSecret = new("--pull-secret") { Description = "The Secret with which images are pulled." };

    private static readonly Option<string> VolumeSize = new("--volume-size")
    {
        Description = "The size of each volume.",
        DefaultValueFactory = _ => Defaults.VolumeSize,
    };

    private static readonly Option<string?> StorageClass = new("--storage-class") { Description = "The storage class of the volumes." };

    private static readonly Option<string?> Overlay = new("--overlay")
    {
        Description = "Begin an overlay of this name beside the base, if there is none; it is yours from then on.",
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Write nothing; fail when there are faults, or when the folder is not what would be written.",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Write over files that somebody else wrote or changed." };

    public static Command Create()
    {
        var command = new Command("generate", "Write Kubernetes YAML for the deployment manifest, for 'kubectl apply -k'.")
        {
            Output, Manifest, Format, Registry, Tag, Namespace, Name, Parameter, Expose, Host, Domain, IngressClass, ClusterIssuer,
            Gateway,
            Secrets, SecretStore, PrometheusOperator, Sidecar, PullSecret, VolumeSize, StorageClass, Overlay, Check, Force,
        };
        command.Validators.Add(result =>
        {
            foreach (var fault in Faults(result))
            {
                result.AddError(fault);
            }
        });
        command.SetAction(parsed => new GenerateRun(
            parsed.GetValue(Manifest)!,
            parsed.GetValue(Output)!,
            Read(parsed.CommandResult),
            parsed.GetValue(Overlay),
            parsed.GetValue(Check),
            parsed.GetValue(Force),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).Run());
        return command;
    }

    private static IEnumerable<string> Faults(CommandResult result) =>
    [
        .. Pairs(result, Parameter).Faults,
        .. Pairs(result, Host).Faults,
        .. Pairs(result, Sidecar).Faults,
        .. OptionRules.Check(Read(result)),
        .. OptionRules.CheckOverlay(result.GetValue(Overlay), result.GetValue(Format)),
    ];

    private static (ImmutableDictionary<string, string> Values, List<string> Faults) Pairs(
        CommandResult result, Option<string[]> option)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        foreach (var text in result.GetValue(option) ?? [])
        {
            if (text.Split('=', 2) is [{ Length: > 0 } name, var value])
            {
                values[name] = value;
            }
            else
            {
                faults.Add($"{option.Name} '{text}': must be NAME=VALUE.");
            }
        }

        return (values.ToImmutable(), faults);
    }

    private static GenerationOptions Read(CommandResult values) => new()
    {
        Format = values.GetValue(Format),
        Registry = values.GetValue(Registry)?.TrimEnd('/'),
        Tag = values.GetValue(Tag) ?? Defaults.Tag,
        Namespace = values.GetValue(Namespace),
        Application = values.GetValue(Name) ?? values.GetValue(Namespace) ?? Defaults.Application,
        Parameters = Pairs(values, Parameter).Values,
        Exposure = values.GetValue(Expose),
        Hosts = Pairs(values, Host).Values,
        Domain = values.GetValue(Domain),
        IngressClass = values.GetValue(IngressClass),
        ClusterIssuer = values.GetValue(ClusterIssuer),
        Gateway = values.GetValue(Gateway),
        // kustomize reads files with secrets; a chart would have to hold them.
        Secrets = (values.GetValue(Format), values.GetValue(Secrets)) switch
        {
            (OutputFormat.Helm, SecretSource.Files) => SecretSource.Existing,
            (_, var source) => source,
        },
        SecretStore = values.GetValue(SecretStore),
        HasPrometheusOperator = values.GetValue(PrometheusOperator),
        Sidecars = Pairs(values, Sidecar).Values,
        PullSecret = values.GetValue(PullSecret),
        VolumeSize = values.GetValue(VolumeSize) ?? Defaults.VolumeSize,
        StorageClass = values.GetValue(StorageClass),
    };
}
