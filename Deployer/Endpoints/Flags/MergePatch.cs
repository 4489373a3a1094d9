using System.Text.Json.Nodes;

namespace Deployer.Endpoints.Flags;

/// <summary>JSON Merge Patch, RFC 7396.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var merged = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value is JsonObject below
                    ? Apply(merged[name] as JsonObject ?? [], below)
                    : value.DeepClone();
            }
        }

        return merged;
    }
}
