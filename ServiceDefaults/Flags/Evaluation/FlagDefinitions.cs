using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Following;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>
/// Gives Microsoft.FeatureManagement the definitions on the board, or those of the view that its caller goes by.
/// </summary>
internal sealed class FlagDefinitions(FlagBoard board) : IFeatureDefinitionProvider
{
    private static readonly Task<FeatureDefinition> None = Task.FromResult<FeatureDefinition>(null!);
    private readonly AsyncLocal<FlagView?> _held = new();

    private FlagView View => _held.Value ?? board.View;

    /// <summary>
    /// Whatever the asynchronous method that calls this goes on to ask is answered from that view; who called the method is not
    /// touched by it.
    /// </summary>
    public void Hold(FlagView view) => _held.Value = view;

    public Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName) =>
        View.TryFind(featureName, out var flag) ? flag.DefinitionTask : None;

    public IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync() =>
        View.Flags.Select(flag => flag.Definition).ToAsyncEnumerable();
}
