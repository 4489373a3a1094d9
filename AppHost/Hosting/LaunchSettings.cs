using System.Text.Json;

namespace Aspire.Hosting;

internal sealed record LaunchSettings
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public Dictionary<string, LaunchProfile> Profiles { get; init; } = [];

    /// <summary>The first profile that runs the project, with its name; null where there is none.</summary>
    public static KeyValuePair<string, LaunchProfile>? FirstProfile(string projectPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), Web)!.Profiles
                .Where(profile => profile.Value.CommandName is null or "" or "Project" or "Executable")
                .Select(profile => (KeyValuePair<string, LaunchProfile>?)profile)
                .FirstOrDefault();
        }
        catch (JsonException fault)
        {
            throw new DistributedApplicationException($"{file} is not valid JSON: {fault.Message}", fault);
        }
    }
}
