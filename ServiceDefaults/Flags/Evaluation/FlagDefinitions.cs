using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Following;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>Gives Microsoft.FeatureManagement the definitions on the board.</summary>
internal sealed class FlagDefinitions(FlagBoard board) : IFeatureDefinitionProvider
{
    private static readonly Task<FeatureDefinition> None = Task.FromResult<FeatureDefinition>(null!);

    public Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName) =>
        board.View.TryFind(featureName, out var flag) ? flag.DefinitionTask : None;

    public IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync() =>
        board.View.Flags.Select(flag => flag.Definition).ToAsyncEnumerable();
}
