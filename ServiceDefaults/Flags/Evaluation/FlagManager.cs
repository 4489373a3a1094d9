using System.Runtime.CompilerServices;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ServiceDefaults.Flags.Following;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>
/// Microsoft.FeatureManagement's own interfaces over the board: a flag that is the same for everybody is answered from the
/// view at once; for any other that package's manager is asked.
/// </summary>
internal sealed class FlagManager(
    FlagBoard board,
    FlagDefinitions definitions,
    FlagTallies tallies,
    FeatureManager inner,
    IEnumerable<ISessionManager> sessions)
    : IFeatureManager, IVariantFeatureManager
{
    // What a session remembers goes before what a flag says, and wants to hear of it.
    private readonly bool _shortcut = !sessions.Any();

    /// <summary>The answer from a view alone; null where the package's manager must be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool? Answer(FlagView view, string feature) => !_shortcut ? null
        : view.TryFind(feature, out var flag)
            ? flag.Constant is { } constant ? flag.Tally.Count(constant) : null
            : Unknown(feature);

    public IAsyncEnumerable<string> GetFeatureNamesAsync() => inner.GetFeatureNamesAsync();

    public IAsyncEnumerable<string> GetFeatureNamesAsync(CancellationToken cancellationToken = default) =>
        inner.GetFeatureNamesAsync(cancellationToken);

    public Task<bool> IsEnabledAsync(string feature) => Answer(board.View, feature) is { } answer
        ? Task.FromResult(answer)
        : AskAsync(null, feature, CancellationToken.None).AsTask();

    public Task<bool> IsEnabledAsync<TContext>(string feature, TContext context) => Answer(board.View, feature) is { } answer
        ? Task.FromResult(answer)
        : AskAsync(null, feature, context, CancellationToken.None).AsTask();

    public ValueTask<bool> IsEnabledAsync(string feature, CancellationToken cancellationToken = default) =>
        Answer(board.View, feature) is { } answer ? ValueTask.FromResult(answer) : AskAsync(null, feature, cancellationToken);

    public ValueTask<bool> IsEnabledAsync<TContext>(
        string feature, TContext context, CancellationToken cancellationToken = default) =>
        Answer(board.View, feature) is { } answer
            ? ValueTask.FromResult(answer)
            : AskAsync(null, feature, context, cancellationToken);

    public ValueTask<Variant> GetVariantAsync(string feature, CancellationToken cancellationToken = default) =>
        AskVariantAsync(null, feature, cancellationToken);

    public ValueTask<Variant> GetVariantAsync(
        string feature, ITargetingContext context, CancellationToken cancellationToken = default) =>
        AskVariantAsync(null, feature, context, cancellationToken);

    /// <summary>The package's answer, of the definition in that view, or of that which holds now.</summary>
    public async ValueTask<bool> AskAsync(FlagView? view, string feature, CancellationToken cancellationToken)
    {
        Hold(view);
        return TallyOf(view, feature).Count(await inner.IsEnabledAsync(feature, cancellationToken));
    }

    /// <summary>The package's answer, of the definition in that view, or of that which holds now.</summary>
    public async ValueTask<bool> AskAsync<TContext>(
        FlagView? view, string feature, TContext context, CancellationToken cancellationToken)
    {
        Hold(view);
        return TallyOf(view, feature).Count(await inner.IsEnabledAsync(feature, context, cancellationToken));
    }

    /// <summary>The package's answer, of the definition in that view, or of that which holds now.</summary>
    public async ValueTask<Variant> AskVariantAsync(FlagView? view, string feature, CancellationToken cancellationToken)
    {
        Hold(view);
        return Count(TallyOf(view, feature), await inner.GetVariantAsync(feature, cancellationToken));
    }

    /// <summary>The package's answer, of the definition in that view, or of that which holds now.</summary>
    public async ValueTask<Variant> AskVariantAsync(
        FlagView? view, string feature, ITargetingContext context, CancellationToken cancellationToken)
    {
        Hold(view);
        return Count(TallyOf(view, feature), await inner.GetVariantAsync(feature, context, cancellationToken));
    }

    // Off, as that package has it of a flag that nothing defines; and worth knowing that somebody asks for it.
    private bool? Unknown(string feature) => string.IsNullOrEmpty(feature) ? null : tallies.OfUndefined(feature).Count(on: false);

    private FlagTally TallyOf(FlagView? view, string feature) =>
        (view ?? board.View).TryFind(feature, out var flag) ? flag.Tally : tallies.OfUndefined(feature);

    // What is asked of now costs nothing more than the package does.
    private void Hold(FlagView? view)
    {
        if (view is not null)
        {
            definitions.Hold(view);
        }
    }

    private static Variant Count(FlagTally tally, Variant variant)
    {
        // Without one the package says null, though its interface does not.
        if (variant?.Name is { } name)
        {
            tally.Count(name);
        }
        else
        {
            tally.Count(on: false);
        }

        return variant!;
    }
}
