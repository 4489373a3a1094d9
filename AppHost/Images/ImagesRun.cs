using AppHost.Generation;
using AppHost.Generation.Model;
using AppHost.Generation.Planning;
using AppHost.Generation.Reading;

namespace AppHost.Images;

/// <summary>One run of the command: publishes the projects one after the other, and stops at none that fails.</summary>
internal sealed class ImagesRun(
    string manifest,
    string registry,
    IReadOnlyList<string> tags,
    IReadOnlyList<string> only,
    string? baseImage,
    TextWriter answer,
    TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var services = Services(findings);
        if (findings.Faults.Count > 0)
        {
            foreach (var fault in findings.Faults)
            {
                error.WriteLine($"images: {fault}");
            }

            return ExitCode.Failed;
        }

        var failed = 0;
        foreach (var service in services)
        {
            failed += await PublishAsync(service, cancellationToken) ? 0 : 1;
        }

        return failed == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private List<DeclaredService> Services(Findings findings)
    {
        Manifest read;
        try
        {
            read = ManifestReader.Read(File.ReadAllBytes(manifest), findings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Fault(manifest, $"cannot be read ({exception.GetType().Name})");
            return [];
        }

        var services = read.Resources.OfType<DeclaredService>().ToList();
        foreach (var name in only.Where(name => !services.Exists(service => service.Name == name)))
        {
            findings.Fault(
                $"--service {name}", $"there is none in {manifest}; there are {string.Join(", ", services.Select(service => service.Name))}");
        }

        foreach (var service in services.Where(service => service.Kind == ServiceKind.Project && !File.Exists(PathOf(service))))
        {
            findings.Fault($"{service.Place}.path", $"there is no file {PathOf(service)}");
        }

        return [.. services.Where(service => only.Count == 0 || only.Contains(service.Name))];
    }

    private async Task<bool> PublishAsync(DeclaredService service, CancellationToken cancellationToken)
    {
        var repository = new ImageNames(registry, tags[0]).RepositoryOf(service);
        if (service.Kind != ServiceKind.Project)
        {
            if (repository is not null && service.Build is { } build)
            {
                error.WriteLine(
                    $"images: {service.Name} has a Dockerfile, which needs an engine: " +
                    $"docker build -t {repository}:{tags[0]} -f {build.Dockerfile} {build.Context} && docker push {repository}:{tags[0]}");
            }

            return true;
        }

        var result = await ContainerPublish.RunAsync(PathOf(service), repository!, tags, baseImage, cancellationToken);
        if (result.Fault is { } fault)
        {
            error.WriteLine($"images: {service.Name}: {fault}");
            return false;
        }

        foreach (var tag in tags)
        {
            answer.WriteLine($"{repository}:{tag} {result.Digest}");
        }

        return true;
    }

    private string PathOf(DeclaredService service) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(manifest))!, service.Project ?? ""));
}
