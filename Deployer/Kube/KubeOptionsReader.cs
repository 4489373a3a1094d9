using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Deployer.Control;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;

namespace Deployer.Kube;

/// <summary>Reads configuration section <c>Kube</c>, and names every fault in it at once.</summary>
internal sealed partial class KubeOptionsReader
{
    private const string Services = "Services";
    private const string Tracks = "Tracks";
    private readonly List<string> _faults = [];

    private KubeOptionsReader()
    {
    }

    /// <exception cref="OptionsValidationException">The section has faults; each names its key and value.</exception>
    public static KubeOptions Read(IConfiguration configuration, ReleaseCatalog catalog)
    {
        var reader = new KubeOptionsReader();
        var options = reader.ReadCluster(configuration.GetSection(KubeOptions.Section), catalog);
        return reader._faults.Count == 0
            ? options
            : throw new OptionsValidationException(KubeOptions.Section, typeof(KubeOptions), reader._faults);
    }

    private KubeOptions ReadCluster(IConfigurationSection section, ReleaseCatalog catalog)
    {
        var options = Bind<KubeOptions>(section, strict: false);
        CheckKeys(section, [.. typeof(KubeOptions).GetProperties().Select(property => property.Name), Services]);
        CheckAttributes(section.GetSection(nameof(options.Lease)), options.Lease);
        if (options.Kubeconfig is { Length: > 0 } path && !File.Exists(path))
        {
            Fault(section, nameof(options.Kubeconfig), path, "there is no such file");
        }

        if (options.Lease.Duration <= options.Lease.RenewDeadline + options.Lease.RetryPeriod)
        {
            Fault(
                section.GetSection(nameof(options.Lease)),
                nameof(options.Lease.Duration),
                $"{options.Lease.Duration}",
                $"must be more than RenewDeadline and RetryPeriod together, {options.Lease.RenewDeadline + options.Lease.RetryPeriod}");
        }

        foreach (var service in section.GetSection(Services).GetChildren())
        {
            CheckKeys(service, [Tracks]);
            foreach (var track in service.GetSection(Tracks).GetChildren())
            {
                options.Tracks[new TrackKey(service.Key, track.Key)] = Bind<KubeTrackOptions>(track, strict: true);
            }
        }

        CheckTracks(section, options, catalog);
        return options;
    }

    private void CheckTracks(IConfigurationSection section, KubeOptions options, ReleaseCatalog catalog)
    {
        _faults.AddRange(options.Tracks.Keys.Where(key => catalog.Find(key) is null).Select(key =>
            $"{KubeTrack.Of(key, options.Tracks[key]).Path}: {ReleaseCatalogReader.Section} knows no track '{key}'"));
        var tracks = catalog.Tracks.Select(track => options.TrackOf(track.Key)).ToList();
        foreach (var track in tracks)
        {
            CheckName(track, track.Name);
            CheckName(track, track.Container);
            CheckName(track, track.RecordName);
        }

        _faults.AddRange(tracks.GroupBy(track => (track.Kind, track.Name)).Where(group => group.Count() > 1).Select(group =>
            $"{section.Path}: {string.Join(" and ", group.Select(track => track.Key))} both have {group.Key.Kind} '{group.Key.Name}'"));
    }

    private void CheckName(KubeTrack track, string name)
    {
        if (!NamePattern().IsMatch(name))
        {
            _faults.Add($"{track.Path}: '{name}' is no name in Kubernetes: lower-case letters, digits, hyphens, at most 63");
        }
    }

    private void CheckKeys(IConfigurationSection section, string[] known) => _faults.AddRange(section.GetChildren()
        .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        .Select(child => $"{child.Path}: unknown; known are {string.Join(", ", known)}"));

    private T Bind<T>(IConfigurationSection section, bool strict)
        where T : class, new()
    {
        var options = new T();
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = strict);
        }
        catch (InvalidOperationException exception)
        {
            // The binder's own message names the key and the value, or the unknown key.
            _faults.Add($"{section.Path}: {exception.Message}");
        }

        CheckAttributes(section, options);
        return options;
    }

    private void CheckAttributes(IConfigurationSection section, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        foreach (var result in results)
        {
            var key = string.Join(',', result.MemberNames);
            Fault(section, key, section[key], result.ErrorMessage!);
        }
    }

    private void Fault(IConfigurationSection section, string key, string? value, string rule) =>
        _faults.Add($"{section.Path}:{key}: '{value}': {rule}");

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex NamePattern();
}
