using System.Collections;
using System.Globalization;
using Deployer.Local.Images;
using Deployer.Local.Records;
using Deployer.Rollouts;

namespace Deployer.Local.Instances;

/// <summary>
/// The variables an instance starts with: what any process needs, what its service declares, and who it is.
/// </summary>
internal static class InstanceEnvironment
{
    private const string ParentProcessId = "Parent__ProcessId";

    // What configures the Deployer, its secrets among it, is none of an instance's business.
    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "USER", "USERNAME", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TMP", "TEMP",
        "DOTNET_ROOT", "DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT",
        "SSL_CERT_DIR", "SSL_CERT_FILE", "LD_LIBRARY_PATH",
        "SystemRoot", "SystemDrive", "windir", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles",
        "PATHEXT",
        ParentProcessId,
    ];

    public static Dictionary<string, string> Of(
        TrackKey track,
        InstanceRecord instance,
        LocalImage image,
        IReadOnlyDictionary<string, string> declared,
        IDictionary inherited)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Inherited)
        {
            if (inherited[name] is string value)
            {
                environment[name] = value;
            }
        }

        foreach (var (name, value) in declared)
        {
            environment[name] = value;
        }

        environment["Instance__Service"] = track.Service;
        environment["Instance__Track"] = track.Track;
        environment["Instance__Name"] = instance.Name;
        environment["Instance__Version"] = image.Version ?? "";
        environment["Instance__Image"] = instance.Release.Image.Familiar;
        environment["Instance__Digest"] = instance.Release.Digest.ToString();
        environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{instance.Port}");

        // The front door has let go of an instance before it is asked to end, so that it need not wait for anyone to
        // notice.
        environment.TryAdd("Drain__Delay", "00:00:00");
        return environment;
    }
}
