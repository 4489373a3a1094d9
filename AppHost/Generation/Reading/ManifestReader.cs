using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Reading;

/// <summary>Reads a deployment manifest. Every fault is told, with its place; what is unknown is named and passed over.</summary>
/// <remarks>Format: json.schemastore.org/aspire-13.0.json, and what Aspire 13.4 writes.</remarks>
internal static partial class ManifestReader
{
    /// <summary>Longer than any manifest; the largest public ones have some 100 KB.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string SchemaProperty = "$schema";

    public static Manifest Read(ReadOnlyMemory<byte> json, Findings findings)
    {
        var none = new Manifest([]);
        if (json.Length > MaxBytes)
        {
            findings.Fault("manifest", $"has {json.Length} bytes; more than {MaxBytes} are not read");
            return none;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new JsonObjectReader(document.RootElement, "", findings), findings)
                : Refuse("is no JSON object; a manifest is {\"resources\": {…}}");
        }
        catch (JsonException exception)
        {
            return Refuse($"is no JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }

        Manifest Refuse(string reason)
        {
            findings.Fault("manifest", reason);
            return none;
        }
    }

    private static Manifest Read(JsonObjectReader root, Findings findings)
    {
        if (!root.Has("resources"))
        {
            findings.Fault("manifest", "'resources' is missing; a manifest is {\"resources\": {…}}");
        }

        root.Ignore(SchemaProperty);
        var resources = ImmutableArray.CreateBuilder<DeclaredResource>();
        foreach (var (name, reader) in root.ObjectMap("resources"))
        {
            var resource = ResourceReader.Read(name, reader, findings);
            CheckName(resource, resources, findings);
            resources.Add(resource);
        }

        root.Finish();
        return new Manifest(resources.ToImmutable());
    }

    private static void CheckName(DeclaredResource resource, IEnumerable<DeclaredResource> others, Findings findings)
    {
        if (!NamePattern().IsMatch(resource.Name))
        {
            findings.Fault(resource.Place, "is no name of a resource: letters, digits and hyphens, a letter first");
        }

        if (others.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            findings.Fault(resource.Place, "there is another resource of this name");
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]*\z")]
    private static partial Regex NamePattern();
}
