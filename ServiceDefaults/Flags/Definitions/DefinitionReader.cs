using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.FeatureManagement;

namespace ServiceDefaults.Flags.Definitions;

/// <summary>
/// Turns what is written into what Microsoft.FeatureManagement evaluates, by that package's own reader of its schema.
/// </summary>
internal static class DefinitionReader
{
    private static readonly ConfigurationFeatureDefinitionProviderOptions ById = new()
    {
        // By id, not by place in the list: a source need not know which flags stand before its own elsewhere.
        CustomConfigurationMergingEnabled = true,
    };

    private static readonly Task<FeatureDefinition> On = ReadByThePackageAsync(JsonElement.Parse("""{"id":"on","enabled":true}"""));
    private static readonly Task<FeatureDefinition> Off = ReadByThePackageAsync(JsonElement.Parse("""{"id":"off","enabled":false}"""));

    /// <summary>Every flag that the configuration holds; of several sources the last one that names a flag.</summary>
    /// <exception cref="FeatureManagementException">A value is not what its key asks for.</exception>
    public static async Task<IReadOnlyList<FeatureDefinition>> ReadAllAsync(IConfiguration configuration)
    {
        using var reader = new ConfigurationFeatureDefinitionProvider(configuration, ById);
        var definitions = new Dictionary<string, FeatureDefinition>(StringComparer.OrdinalIgnoreCase);
        await foreach (var definition in reader.GetAllFeatureDefinitionsAsync())
        {
            definitions[definition.Name] = Complete(definition);
        }

        return [.. definitions.Values];
    }

    /// <summary>One flag of the schema's <c>feature_flags</c>.</summary>
    /// <exception cref="FeatureManagementException">A value is not what its key asks for.</exception>
    public static async Task<FeatureDefinition> ReadAsync(JsonElement flag) =>
        SwitchOf(flag) is { } found ? Named(found.Id, await (found.IsOn ? On : Off)) : await ReadByThePackageAsync(flag);

    // Most flags are mere switches. Those need no configuration to be built of them, which takes longer than all else between a
    // flip and its effect.
    private static (string Id, bool IsOn)? SwitchOf(JsonElement flag)
    {
        var (id, isOn) = ((string?)null, (bool?)null);
        foreach (var property in flag.EnumerateObject())
        {
            switch (property.Name, property.Value.ValueKind)
            {
                case ("id", JsonValueKind.String):
                    id = property.Value.GetString();
                    break;
                case ("enabled", JsonValueKind.True or JsonValueKind.False):
                    isOn = property.Value.GetBoolean();
                    break;
                case ("description" or "display_name", _):
                    break;
                default:
                    return null;
            }
        }

        return id is { Length: > 0 } && isOn is { } on ? (id, on) : null;
    }

    private static FeatureDefinition Named(string id, FeatureDefinition like) => new()
    {
        Name = id,
        EnabledFor = like.EnabledFor,
        RequirementType = like.RequirementType,
        Status = like.Status,
        Allocation = like.Allocation,
        Variants = like.Variants,
        Telemetry = like.Telemetry,
    };

    private static async Task<FeatureDefinition> ReadByThePackageAsync(JsonElement flag)
    {
        var document = $$$"""{"feature_management":{"feature_flags":[{{{flag.GetRawText()}}}]}}""";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(document));
        return (await ReadAllAsync(new ConfigurationBuilder().AddJsonStream(stream).Build())).Single();
    }

    // The package reads allocations anew for every evaluation, and reports their faults only then.
    private static FeatureDefinition Complete(FeatureDefinition definition)
    {
        if (definition.Allocation is { } allocation)
        {
            allocation.User = [.. allocation.User];
            allocation.Group = [.. allocation.Group];
            allocation.Percentile = [.. allocation.Percentile];
        }

        return definition;
    }
}
