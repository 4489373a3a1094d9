using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;

namespace Deployer.Control;

/// <summary>Reads the catalog from configuration section <c>Releases</c>, and names every fault in it at once.</summary>
internal static class ReleaseCatalogReader
{
    public const string Section = "Releases";

    private const double MinStep = 0.01;
    private const double MaxStep = 0.9;
    private static readonly TimeSpan WatchCanary = TimeSpan.FromHours(1);
    private static readonly TimeSpan WatchOthers = TimeSpan.FromMinutes(5);

    /// <param name="measured">Whether something measures: then releases are judged unless their track says otherwise.</param>
    /// <param name="longest">How far back it can look; null where nothing limits that.</param>
    /// <exception cref="OptionsValidationException">The section has faults; each names its key and value.</exception>
    public static ReleaseCatalog Read(IConfiguration configuration, bool measured, TimeSpan? longest = null)
    {
        var faults = new List<string>();
        var tracks = new List<ReleasedTrack>();
        foreach (var service in configuration.GetSection(Section).GetChildren())
        {
            tracks.AddRange(ReadService(service, measured, longest, faults));
        }

        faults.AddRange(tracks.GroupBy(track => track.Image).Where(group => group.Count() > 1).Select(group =>
            $"{Section}: {string.Join(" and ", group.Select(track => track.Key))} both follow {group.Key.Familiar}"));
        return faults.Count == 0
            ? new ReleaseCatalog(tracks)
            : throw new OptionsValidationException(Section, typeof(ReleaseOptions), faults);
    }

    private static IEnumerable<ReleasedTrack> ReadService(
        IConfigurationSection section, bool measured, TimeSpan? longest, List<string> faults)
    {
        if (Bind<ReleaseOptions>(section, faults) is not { } options)
        {
            yield break;
        }

        var freezes = FreezeReader.Read(options.Freezes, section.Path, faults);
        foreach (var (name, track) in options.Tracks.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var text = $"{options.Repository ?? section.Key}:{track.Tag ?? name}";
            CheckTrack(track, $"{section.Path}:Tracks:{name}", faults);
            CheckSteps(name, track, options, measured, $"{section.Path}:Tracks:{name}:Steps", faults);
            CheckVerdicts(name, track, options, measured, $"{section.Path}:Tracks:{name}", faults);
            if (IsJudged(track, measured) && track.Analysis.Window > longest)
            {
                faults.Add(
                    $"{section.Path}:Tracks:{name}:Analysis:Window: '{track.Analysis.Window}' is further back than what measures can look, " +
                    $"'{longest}' (Measurements:Monitor:LongestWindow, the Monitor's own Scrape:Window)");
            }

            if (ImageReference.TryParse(text, out var image))
            {
                yield return new ReleasedTrack(
                    new TrackKey(section.Key, name),
                    image,
                    track.Branch,
                    track.PollInterval,
                    PolicyOf(name, track, options, freezes, measured),
                    name == TrackNames.Canary ? track.MaxCanaryShare : 1);
            }
            else
            {
                faults.Add($"{section.Path}: Repository and Tag of track '{name}' make no image reference: '{text}'");
            }
        }
    }

    private static void CheckTrack(TrackOptions track, string path, List<string> faults)
    {
        Check(track, path, faults);
        Check(track.Analysis, $"{path}:{nameof(track.Analysis)}", faults);
        Check(track.Promotion, $"{path}:{nameof(track.Promotion)}", faults);
        if (track.Analysis.Window < track.Analysis.Interval)
        {
            faults.Add($"{path}:Analysis:Window: '{track.Analysis.Window}' must not be shorter than the interval, '{track.Analysis.Interval}'");
        }
    }

    private static void CheckSteps(
        string name, TrackOptions track, ReleaseOptions service, bool measured, string path, List<string> faults)
    {
        for (var i = 0; i < track.Steps.Length; i++)
        {
            var step = string.Create(CultureInfo.InvariantCulture, $"{path}:{i}: '{track.Steps[i]}'");
            if (track.Steps[i] is not (>= MinStep and <= MaxStep))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{step} must be {MinStep} to {MaxStep}"));
            }
            else if (i > 0 && track.Steps[i] <= track.Steps[i - 1])
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{step} must be above the step before it, '{track.Steps[i - 1]}'"));
            }
        }

        if (track.Steps.Length > 0 && !IsPromotedFrom(name, service))
        {
            faults.Add($"{path}: only a canary track beside a stable one has steps");
        }
        else if (track.Steps.Length > 0 && !CanPass(track, measured))
        {
            faults.Add($"{path}: no step would ever pass, for nothing is analysed: configure a Monitor or a Prometheus that measures");
        }
    }

    // What waits for a verdict that nobody will give would wait for ever, and not say why.
    private static void CheckVerdicts(
        string name, TrackOptions track, ReleaseOptions service, bool measured, string path, List<string> faults)
    {
        const string Mend = "configure a Monitor or a Prometheus that measures, and leave its Analysis:Enabled as it is";
        if (track.RequireCanary)
        {
            var said = $"{path}:{nameof(track.RequireCanary)}: 'true'";
            if (name != TrackNames.Stable)
            {
                faults.Add($"{said}: only the stable track can wait for a canary");
            }
            else if (!service.Tracks.TryGetValue(TrackNames.Canary, out var canary))
            {
                faults.Add($"{said} could never be met: the service has no track '{TrackNames.Canary}'");
            }
            else if (!CanPass(canary, measured))
            {
                faults.Add($"{said} could never be met: nothing is analysed on track '{TrackNames.Canary}'; {Mend}");
            }
        }

        if (track.Promotion.Automatic)
        {
            var said = $"{path}:{nameof(track.Promotion)}:{nameof(track.Promotion.Automatic)}: 'true'";
            if (!IsPromotedFrom(name, service))
            {
                faults.Add($"{said}: only a canary track beside a stable one is promoted from");
            }
            else if (!CanPass(track, measured))
            {
                faults.Add($"{said}: nothing would ever be promoted by itself, for nothing is analysed; {Mend}");
            }
        }
    }

    private static bool CanPass(TrackOptions track, bool measured) => measured && IsJudged(track, measured);

    private static bool IsPromotedFrom(string name, ReleaseOptions service) =>
        name == TrackNames.Canary && service.Tracks.ContainsKey(TrackNames.Stable);

    private static bool IsJudged(TrackOptions track, bool measured) => track.Analysis.Enabled ?? measured;

    private static RolloutPolicy PolicyOf(
        string name, TrackOptions track, ReleaseOptions service, ImmutableArray<FreezeWindow> freezes, bool measured)
    {
        var (canary, stable) = (name == TrackNames.Canary, name == TrackNames.Stable);
        var promoted = IsPromotedFrom(name, service);
        return new RolloutPolicy(
            track.ProgressDeadline,
            track.ResolveDeadline,
            track.WatchAfterSuccess ?? (canary ? WatchCanary : WatchOthers),
            track.RollBack,
            ScaleToZero: canary,
            IsJudged(track, measured) ? track.Analysis.ToPolicy() : null,
            promoted
                ? new PromotionPolicy(
                    track.Promotion.Automatic,
                    track.Promotion.SoakTime,
                    track.Promotion.Approvals,
                    track.Promotion.ApprovalDeadline,
                    RequireVerdict: service.Tracks[TrackNames.Stable].RequireCanary,
                    freezes)
                : null,
            RequireCanary: stable && track.RequireCanary,
            Freezes: stable ? freezes : [],
            Steps: [.. track.Steps]);
    }

    private static T? Bind<T>(IConfigurationSection section, List<string> faults)
        where T : class, new()
    {
        try
        {
            var options = section.Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new T();
            Check(options, section.Path, faults);
            return options;
        }
        catch (InvalidOperationException exception)
        {
            // The binder's own message names the key and the value, or the unknown key.
            faults.Add($"{section.Path}: {exception.InnerException?.Message ?? exception.Message}");
            return null;
        }
    }

    private static void Check(object options, string path, List<string> faults)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        faults.AddRange(results.Select(result => $"{path}:{string.Join(",", result.MemberNames)}: {result.ErrorMessage}"));
    }
}
