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
    FlagBoard board, FlagTallies tallies, FeatureManager inner, IEnumerable<ISessionManager> sessions)
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
        : AskAsync(feature, CancellationToken.None).AsTask();

    public Task<bool> IsEnabledAsync<TContext>(string feature, TContext context) => Answer(board.View, feature) is { } answer
        ? Task.FromResult(answer)
        : AskAsync(feature, context, CancellationToken.None).AsTask();

    public ValueTask<bool> IsEnabledAsync(string feature, CancellationToken cancellationToken = default) =>
        Answer(board.View, feature) is { } answer ? ValueTask.FromResult(answer) : AskAsync(feature, cancellationToken);

    public ValueTask<bool> IsEnabledAsync<TContext>(
        string feature, TContext context, CancellationToken cancellationToken = default) =>
        Answer(board.View, feature) is { } answer
            ? ValueTask.FromResult(answer)
            : AskAsync(feature, context, cancellationToken);

    public async ValueTask<Variant> GetVariantAsync(string feature, CancellationToken cancellationToken = default) =>
        Count(feature, await inner.GetVariantAsync(feature, cancellationToken));

    public async ValueTask<Variant> GetVariantAsync(
        string feature, ITargetingContext context, CancellationToken cancellationToken = default) =>
        Count(feature, await inner.GetVariantAsync(feature, context, cancellationToken));

    // Off, as that package has it of a flag that nothing defines; and worth knowing that somebody asks for it.
    private bool? Unknown(string feature) => string.IsNullOrEmpty(feature) ? null : tallies.Of(feature).Count(on: false);

    private async ValueTask<bool> AskAsync(string feature, CancellationToken cancellationToken) =>
        tallies.Of(feature).Count(await inner.IsEnabledAsync(feature, cancellationToken));

    private async ValueTask<bool> AskAsync<TContext>(
        string feature, TContext context, CancellationToken cancellationToken) =>
        tallies.Of(feature).Count(await inner.IsEnabledAsync(feature, context, cancellationToken));

    private Variant Count(string feature, Variant variant)
    {
        // Without one the package says null, though its interface does not.
        if (variant?.Name is { } name)
        {
            tallies.Of(feature).Count(name);
        }
        else
        {
            tallies.Of(feature).Count(on: false);
        }

        return variant!;
    }
}
