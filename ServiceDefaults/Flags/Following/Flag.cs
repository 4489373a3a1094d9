using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Evaluation;

namespace ServiceDefaults.Flags.Following;

/// <summary>A flag as this instance evaluates it.</summary>
internal sealed class Flag(FeatureDefinition definition, FlagOrigin origin, bool? constant, FlagTally tally)
{
    public string Name => Definition.Name;

    public FeatureDefinition Definition { get; } = definition;

    /// <summary>The same definition in the form in which it is asked for, so that asking allocates nothing.</summary>
    public Task<FeatureDefinition> DefinitionTask { get; } = Task.FromResult(definition);

    public FlagOrigin Origin { get; } = origin;

    /// <summary>What it is in this instance whoever asks; null where that depends on who asks, or when.</summary>
    public bool? Constant { get; } = constant;

    public FlagTally Tally { get; } = tally;
}
