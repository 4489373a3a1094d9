using System.Collections.Concurrent;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ServiceDefaults.Flags.Following;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>
/// One request's flags: whatever is flipped meanwhile, it gets the same answer to the same question throughout.
/// </summary>
internal sealed class FlagManagerSnapshot(FlagBoard board, FlagManager manager)
    : IFeatureManagerSnapshot, IVariantFeatureManagerSnapshot
{
    private readonly FlagView _view = board.View;
    private readonly Lazy<ConcurrentDictionary<(string, object?), Task<bool>>> _answers = new(() => new());
    private readonly Lazy<ConcurrentDictionary<(string, object?), Task<Variant>>> _variants = new(() => new());

    public IAsyncEnumerable<string> GetFeatureNamesAsync() =>
        _view.Flags.Select(flag => flag.Name).ToAsyncEnumerable();

    public IAsyncEnumerable<string> GetFeatureNamesAsync(CancellationToken cancellationToken = default) =>
        GetFeatureNamesAsync();

    public Task<bool> IsEnabledAsync(string feature) => IsEnabledAsync(feature, CancellationToken.None).AsTask();

    public Task<bool> IsEnabledAsync<TContext>(string feature, TContext context) =>
        IsEnabledAsync(feature, context, CancellationToken.None).AsTask();

    public ValueTask<bool> IsEnabledAsync(string feature, CancellationToken cancellationToken = default) =>
        manager.Answer(_view, feature) is { } answer
            ? ValueTask.FromResult(answer)
            : new ValueTask<bool>(_answers.Value.GetOrAdd(
                (feature, null), _ => manager.AskAsync(_view, feature, cancellationToken).AsTask()));

    public ValueTask<bool> IsEnabledAsync<TContext>(
        string feature, TContext context, CancellationToken cancellationToken = default) =>
        manager.Answer(_view, feature) is { } answer
            ? ValueTask.FromResult(answer)
            : new ValueTask<bool>(_answers.Value.GetOrAdd(
                (feature, context), _ => manager.AskAsync(_view, feature, context, cancellationToken).AsTask()));

    public ValueTask<Variant> GetVariantAsync(string feature, CancellationToken cancellationToken = default) =>
        new(_variants.Value.GetOrAdd(
            (feature, null), _ => manager.AskVariantAsync(_view, feature, cancellationToken).AsTask()));

    public ValueTask<Variant> GetVariantAsync(
        string feature, ITargetingContext context, CancellationToken cancellationToken = default) =>
        new(_variants.Value.GetOrAdd(
            (feature, context), _ => manager.AskVariantAsync(_view, feature, context, cancellationToken).AsTask()));
}
