using System.CommandLine;
using AppHost.Generation;

namespace AppHost.Images;

/// <summary>The command <c>images</c>: builds every project's image with the .NET SDK and pushes it. No Docker is needed.</summary>
internal static class ImagesCommand
{
    private static readonly Option<string> Registry = new("--registry")
    {
        Description = "Where to push to, such as ghcr.io/team; the same as for 'generate'. Credentials are those of 'docker login', " +
            "or DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD.",
        Required = true,
    };

    private static readonly Option<string[]> Tag = new("--tag")
    {
        Description = "The tag. May be given several times.",
        DefaultValueFactory = _ => ["stable"],
    };

    private static readonly Option<string> Manifest = new("--manifest")
    {
        Description = "The deployment manifest, whose projects are published.",
        DefaultValueFactory = _ => "aspire-manifest.json",
    };

    private static readonly Option<string[]> Service = new("--service")
    {
        Description = "Only this one of the manifest's services. May be given several times.",
    };

    private static readonly Option<string?> BaseImage = new("--base-image")
    {
        Description = "Instead of mcr.microsoft.com/dotnet/aspnet.",
    };

    public static Command Create()
    {
        var command = new Command("images", "Build and push an image of every project in the deployment manifest.")
        {
            Registry, Tag, Manifest, Service, BaseImage,
        };
        command.Validators.Add(result =>
        {
            var faults = new[] { OptionRules.CheckRegistry(result.GetValue(Registry)) }
                .Concat((result.GetValue(Tag) ?? []).Select(OptionRules.CheckTag)).OfType<string>();
            foreach (var fault in faults)
            {
                result.AddError(fault);
            }
        });
        command.SetAction((parsed, cancellationToken) => new ImagesRun(
            parsed.GetValue(Manifest)!,
            parsed.GetValue(Registry)!.TrimEnd('/'),
            parsed.GetValue(Tag)!,
            parsed.GetValue(Service) ?? [],
            parsed.GetValue(BaseImage),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(cancellationToken));
        return command;
    }
}
