using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceDefaults.Flags.Definitions;

namespace Deployer.Endpoints.Flags;

/// <summary>
/// What is sent to change a flag: a definition, or a part of one, in which <c>why</c> stands too, for the history.
/// </summary>
/// <param name="Content">Without <c>why</c>; null where there is a fault.</param>
internal sealed record FlagBody(JsonObject? Content, string Why, string? Fault)
{
    private const string WhyName = "why";
    private const int MaxWhy = 500;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <param name="mayBeEmpty">Whether nothing at all is taken for an empty object.</param>
    public static async Task<FlagBody> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken, bool mayBeEmpty = false)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (mayBeEmpty && body.Length == 0)
        {
            return Of([]);
        }

        try
        {
            var read = JsonElement.Parse(body.ToArray(), Strict);
            return FlagRules.CheckTexts(read) is { Count: > 0 } faults ? Faulty(string.Join(", ", faults))
                : read.ValueKind is JsonValueKind.Object ? Of(JsonObject.Create(read)!)
                : Faulty("The body is no JSON object.");
        }
        // Among names, what is no text is found already when each is held against the others.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Faulty($"The body is not JSON: {exception.Message}");
        }
    }

    private static FlagBody Of(JsonObject content)
    {
        var why = "";
        if (content.TryGetPropertyValue(WhyName, out var said) && said is not null)
        {
            if (said.GetValueKind() is not JsonValueKind.String || said.GetValue<string>().Length > MaxWhy)
            {
                return Faulty($"why: It is text of at most {MaxWhy} characters.");
            }

            why = said.GetValue<string>();
        }

        content.Remove(WhyName);
        return new FlagBody(content, why, null);
    }

    private static FlagBody Faulty(string fault) => new(null, "", fault);
}
