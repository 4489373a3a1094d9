using System.ComponentModel.DataAnnotations;

namespace Deployer.Control;

/// <summary>One track of a service; configuration <c>Releases:{service}:Tracks:{track}</c>.</summary>
internal sealed class TrackOptions
{
    /// <summary>The tag that is followed; the track's name when empty.</summary>
    public string? Tag { get; set; }

    /// <summary>The branch that the registry builds the tag from, for people to read.</summary>
    public string? Branch { get; set; }

    /// <summary>How long a rollout may go without coming further; Kubernetes' <c>progressDeadlineSeconds</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ProgressDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a registry that does not answer is asked again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ResolveDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after success a crash loop brings the last good release back; canary an hour, stable five minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan? WatchAfterSuccess { get; set; }

    /// <summary>How often the registry is asked whether the tag has moved without a webhook; 0 is never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a failure brings the last good release back.</summary>
    public bool RollBack { get; set; } = true;

    /// <summary>How what has succeeded is judged by its traffic.</summary>
    public AnalysisOptions Analysis { get; } = new();

    /// <summary>Of the canary track: how its release becomes stable's.</summary>
    public PromotionOptions Promotion { get; } = new();

    /// <summary>Of the canary track: the largest part of the ready instances that may be canaries while one is judged.</summary>
    [Range(0.01, 1.0)]
    public double MaxCanaryShare { get; set; } = 0.25;

    /// <summary>
    /// Of the canary track: the shares of all instances that it takes one after the other, each above the one before, 0.01..0.9, such as
    /// 0.1, 0.25, 0.5; each has an analysis of its own. Without any there is one analysis, of as many instances as are configured.
    /// </summary>
    public double[] Steps { get; set; } = [];

    /// <summary>Of the stable track: whether a push waits until the same content has passed on the canary track.</summary>
    public bool RequireCanary { get; set; }
}
