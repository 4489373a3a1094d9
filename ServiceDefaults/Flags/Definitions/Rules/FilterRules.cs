using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace ServiceDefaults.Flags.Definitions.Rules;

/// <summary>What each filter must be told.</summary>
internal static class FilterRules
{
    private const int MaxNames = 1000;
    private const int MaxName = 200;

    public static void Check(string filter, JsonNodeAt parameters)
    {
        switch (filter)
        {
            case FilterNames.Percentage:
                CheckPercentage(parameters);
                break;
            case FilterNames.Targeting:
                CheckTargeting(parameters);
                break;
            case FilterNames.TimeWindow:
                CheckTimeWindow(parameters);
                break;
            case FilterNames.Track:
                CheckTrack(parameters);
                break;
            case FilterNames.KillOnAlert:
                CheckKill(parameters);
                break;
            default:
                parameters.IsObjectOf();
                break;
        }
    }

    private static void CheckPercentage(JsonNodeAt parameters)
    {
        if (parameters.IsObjectOf("Value", "Seed"))
        {
            parameters.Required("Value")?.Percentage();
            parameters.Optional("Seed")?.Text(MaxName);
        }
    }

    private static void CheckTargeting(JsonNodeAt parameters)
    {
        if (!parameters.IsObjectOf("Audience") || parameters.Required("Audience") is not { } audience
            || !audience.IsObjectOf("Users", "Groups", "DefaultRolloutPercentage", "Exclusion"))
        {
            return;
        }

        audience.Optional("Users")?.Texts(MaxNames, MaxName);
        audience.Optional("DefaultRolloutPercentage")?.Percentage();
        foreach (var group in audience.Optional("Groups")?.Items(MaxNames) ?? [])
        {
            if (group.IsObjectOf("Name", "RolloutPercentage"))
            {
                group.Required("Name")?.Text(MaxName);
                group.Required("RolloutPercentage")?.Percentage();
            }
        }

        if (audience.Optional("Exclusion") is { } exclusion && exclusion.IsObjectOf("Users", "Groups"))
        {
            exclusion.Optional("Users")?.Texts(MaxNames, MaxName);
            exclusion.Optional("Groups")?.Texts(MaxNames, MaxName);
        }

        if (!audience.Value.EnumerateObject().Any())
        {
            audience.Add("Nobody is named: say Users, Groups, DefaultRolloutPercentage or Exclusion.");
        }
        else if (!parameters.IsFaulty)
        {
            CheckByThePackage(parameters, audience, Targeted);
        }
    }

    // That filter looks at what it is told only when it is asked.
    private static void Targeted(IConfiguration parameters)
    {
        var filter = new ContextualTargetingFilter(Options.Create(new TargetingEvaluationOptions()), NullLoggerFactory.Instance);
        var asked = new FeatureFilterEvaluationContext
        {
            FeatureName = "checked",
            Parameters = parameters,
            Settings = filter.BindParameters(parameters),
        };
        filter.EvaluateAsync(asked, new TargetingContext { UserId = "anybody", Groups = ["any"] }).GetAwaiter().GetResult();
    }

    private static void CheckTimeWindow(JsonNodeAt parameters)
    {
        if (!parameters.IsObjectOf("Start", "End", "Recurrence"))
        {
            return;
        }

        var (start, end) = (parameters.Optional("Start"), parameters.Optional("End"));
        if (start is null && end is null)
        {
            parameters.Add("A Start, an End or both must be said.");
        }

        var (from, to) = (start?.Time(), end?.Time());
        if (from >= to)
        {
            end!.Add("The End is not after the Start.");
        }

        var recurrence = parameters.Optional("Recurrence");
        if (recurrence?.IsObject() is true && recurrence.Optional("Range") is { } range && range.IsObject())
        {
            range.Optional("EndDate")?.Time();
        }

        if (!parameters.IsFaulty)
        {
            CheckByThePackage(parameters, recurrence ?? parameters, told => new TimeWindowFilter().BindParameters(told));
        }
    }

    /// <summary>By the package's own rules: what it refuses here it would refuse with every evaluation.</summary>
    /// <param name="faulty">What is at fault then.</param>
    private static void CheckByThePackage(JsonNodeAt parameters, JsonNodeAt faulty, Action<IConfiguration> read)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(parameters.Value.GetRawText()));
        try
        {
            read(new ConfigurationBuilder().AddJsonStream(stream).Build());
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            faulty.Add(exception.Message);
        }
    }

    private static void CheckTrack(JsonNodeAt parameters)
    {
        if (parameters.IsObjectOf("Tracks") && parameters.Required("Tracks") is { } tracks
            && tracks.Texts(MaxNames, MaxName).Count == 0)
        {
            tracks.Add("No track is named, such as 'canary'.");
        }
    }

    private static void CheckKill(JsonNodeAt parameters)
    {
        if (!parameters.IsObjectOf("Alerts", "Rollouts", "Digest"))
        {
            return;
        }

        var alerts = parameters.Optional("Alerts")?.Texts(MaxNames, MaxName) ?? [];
        var rollouts = parameters.Optional("Rollouts")?.Items(MaxNames) ?? [];
        if (alerts.Count + rollouts.Count == 0)
        {
            parameters.Add("Alerts, Rollouts or both must be said, or nothing kills it.");
        }

        foreach (var rollout in rollouts)
        {
            if (rollout.Text(MaxName) is { } track && track.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                rollout.Add($"'{track}' is no track of a service; 'api/canary' would be.");
            }
        }

        if (parameters.Optional("Digest") is { } digest
            && digest.Text(MaxName) is { } text && !text.StartsWith("sha256:", StringComparison.Ordinal))
        {
            digest.Add($"'{text}' is no digest of an image; 'sha256:…' would be.");
        }
    }
}
