using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Deployer.Local.Probes;
using Microsoft.Extensions.Options;

namespace Deployer.Local;

/// <summary>Reads configuration section <c>Local</c>, and names every fault in it at once.</summary>
internal sealed partial class LocalOptionsReader
{
    private readonly List<string> _faults = [];

    private LocalOptionsReader()
    {
    }

    /// <exception cref="OptionsValidationException">The section has faults; each names its key and value.</exception>
    public static LocalOptions Read(IConfiguration configuration)
    {
        var reader = new LocalOptionsReader();
        var options = reader.ReadCluster(configuration.GetSection(LocalOptions.Section));
        return reader._faults.Count == 0
            ? options
            : throw new OptionsValidationException(LocalOptions.Section, typeof(LocalOptions), reader._faults);
    }

    private LocalOptions ReadCluster(IConfigurationSection section)
    {
        var options = Bind<LocalOptions>(section, strict: false);
        if (!Path.IsPathFullyQualified(options.StateFolder))
        {
            Fault(section, nameof(LocalOptions.StateFolder), options.StateFolder, "must be an absolute path");
        }

        foreach (var service in section.GetSection(nameof(LocalOptions.Services)).GetChildren())
        {
            options.Services[service.Key] = ReadService(service);
        }

        foreach (var shared in options.Services
            .GroupBy(pair => pair.Value.Address.Authority)
            .Where(group => group.Count() > 1))
        {
            _faults.Add($"{section.Path}:Services: {string.Join(" and ", shared.Select(pair => pair.Key))} " +
                $"both have the address '{shared.Key}'");
        }

        return options;
    }

    private LocalServiceOptions ReadService(IConfigurationSection section)
    {
        CheckName(section);
        var tracks = section.GetSection(nameof(LocalServiceOptions.Tracks)).GetChildren()
            .ToDictionary(track => track.Key, ReadTrack, StringComparer.Ordinal);
        if (tracks.Count == 0)
        {
            _faults.Add($"{section.Path}:Tracks: must have at least one track");
        }

        // Environment variables' names lost their double underscores on their way into the configuration.
        var environment = section.GetSection(nameof(LocalServiceOptions.Environment))
            .AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Value is not null)
            .ToDictionary(
                pair => pair.Key.Replace(":", "__", StringComparison.Ordinal),
                pair => pair.Value!,
                StringComparer.Ordinal);
        return new LocalServiceOptions(
            section[nameof(LocalServiceOptions.Project)], ReadAddress(section), environment, tracks);
    }

    private Uri ReadAddress(IConfigurationSection section)
    {
        var text = section[nameof(LocalServiceOptions.Address)];
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) &&
            address.Scheme == Uri.UriSchemeHttp && address.PathAndQuery == "/")
        {
            return address;
        }

        Fault(section, nameof(LocalServiceOptions.Address), text, "must be an address such as http://localhost:8080");
        return new Uri($"http://{section.Key}.invalid");
    }

    private LocalTrackOptions ReadTrack(IConfigurationSection section)
    {
        CheckName(section);
        var track = Bind<LocalTrackOptions>(section, strict: true);
        if (track.MaxReplicas < track.MinReplicas)
        {
            Fault(
                section,
                nameof(track.MaxReplicas),
                $"{track.MaxReplicas}",
                $"must not be less than MinReplicas, {track.MinReplicas}");
        }

        if (track.MaxRestartDelay < track.RestartDelay)
        {
            Fault(
                section,
                nameof(track.MaxRestartDelay),
                $"{track.MaxRestartDelay}",
                $"must not be less than RestartDelay, {track.RestartDelay}");
        }

        CheckProbe(section.GetSection(nameof(track.Startup)), track.Startup, mustSucceedOnce: true);
        CheckProbe(section.GetSection(nameof(track.Readiness)), track.Readiness, mustSucceedOnce: false);
        CheckProbe(section.GetSection(nameof(track.Liveness)), track.Liveness, mustSucceedOnce: true);
        return track;
    }

    private void CheckProbe(IConfigurationSection section, ProbeOptions probe, bool mustSucceedOnce)
    {
        CheckAttributes(section, probe);
        if (mustSucceedOnce && probe.SuccessThreshold != 1)
        {
            Fault(section, nameof(probe.SuccessThreshold), $"{probe.SuccessThreshold}", "must be 1 for this probe");
        }
    }

    // The names become parts of file names and of instances' names.
    private void CheckName(IConfigurationSection section)
    {
        if (!NamePattern().IsMatch(section.Key))
        {
            _faults.Add($"{section.Path}: '{section.Key}' must be a DNS label: lower-case letters, digits and hyphens");
        }
    }

    private T Bind<T>(IConfigurationSection section, bool strict)
        where T : class, new()
    {
        var options = new T();
        try
        {
            section.Bind(options);

            // A second time for the unknown keys alone, at which binding would have stopped.
            section.Bind(new T(), binder => binder.ErrorOnUnknownConfiguration = strict);
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
