using Deployer.Local.Images;
using Deployer.Local.Processes;
using Deployer.Local.Records;
using Deployer.Rollouts;

namespace Deployer.Local.Instances;

/// <summary>An instance's next start, made ready.</summary>
internal sealed class Launch
{
    private readonly LaunchSpec _spec;
    private readonly InstanceLog _log;

    private Launch(LaunchSpec spec, InstanceLog log, string? version)
    {
        _spec = spec;
        _log = log;
        Version = version;
    }

    public string? Version { get; }

    /// <exception cref="LaunchException">The image is not here, or not one that can be started.</exception>
    public static Launch Of(TrackKey track, InstanceRecord record, LocalServiceOptions service, Node node, InstanceLog log)
    {
        var image = Find(node, record.Release);
        if (!File.Exists(Path.Combine(image.Folder, image.Entry)))
        {
            throw new LaunchException(InstanceStates.CreateContainerError, $"image {record.Release} has no {image.Entry}");
        }

        var environment = InstanceEnvironment.Of(
            track, record, image, service.Environment, System.Environment.GetEnvironmentVariables());
        var spec = new LaunchSpec(image.Folder, image.Entry, environment, log.Path, node.Folder.ProcessOf(record.Name));
        return new Launch(spec, log, image.Version);
    }

    /// <exception cref="LaunchException">The system refused.</exception>
    public IServiceProcess Start(Node node)
    {
        try
        {
            _log.Rotate();
            File.Delete(_spec.ProcessFile);
            return node.Processes.Start(_spec);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LaunchException(InstanceStates.CreateContainerError, exception.Message);
        }
    }

    private static LocalImage Find(Node node, Release release)
    {
        try
        {
            return node.Images.Find(release.Digest) is { } image && Directory.Exists(image.Folder)
                ? image
                : throw new LaunchException(InstanceStates.ErrImagePull, $"image {release} is not in the image folder");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LaunchException(InstanceStates.ErrImagePull, $"image {release} cannot be read: {exception.Message}");
        }
    }
}
