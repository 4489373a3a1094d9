using System.Text.Json;

namespace Deployer.Webhooks;

/// <summary>Opens a body as JSON and reads from it leniently: what is absent, null or of another type is simply not there.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads the body with <paramref name="read"/>; a body that is no JSON object becomes a fault that names the place.</summary>
    public static WebhookContent Read(ReadOnlyMemory<byte> body, Func<JsonElement, WebhookContent> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : WebhookContent.Faulty(new WebhookFault("$", $"a JSON object is needed, not {document.RootElement.ValueKind}"));
        }
        catch (JsonException exception)
        {
            return WebhookContent.Faulty(new WebhookFault(
                $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}", "this is not JSON"));
        }
    }

    extension(JsonElement element)
    {
        public JsonElement? Object(string name) => element.Member(name, JsonValueKind.Object);

        public JsonElement? Array(string name) => element.Member(name, JsonValueKind.Array);

        /// <summary>The text of a member; null when it is absent, no string, or no valid Unicode.</summary>
        public string? Text(string name) => element.Member(name, JsonValueKind.String)?.AsText();

        /// <summary>The text of an element; null when it is no string, or no valid Unicode.</summary>
        public string? AsText()
        {
            try
            {
                return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
            }
            catch (InvalidOperationException) // An escaped lone surrogate: JSON allows it, UTF-16 strings do not.
            {
                return null;
            }
        }

        /// <summary>A time in Unix seconds, whole or not: senders write both; null when it is absent or out of range.</summary>
        public DateTimeOffset? UnixTime(string name) =>
            element.Member(name, JsonValueKind.Number)?.TryGetDouble(out var seconds) == true &&
            seconds is >= 0 and < 253402300800
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null;

        /// <summary>A time as RFC 3339 writes it; null when it is absent or none.</summary>
        public DateTimeOffset? Time(string name) =>
            element.Member(name, JsonValueKind.String)?.TryGetDateTimeOffset(out var time) == true ? time : null;

        private JsonElement? Member(string name, JsonValueKind kind) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) &&
            member.ValueKind == kind
                ? member
                : null;
    }

    extension(JsonProperty property)
    {
        /// <summary>The member's name; null when it is no valid Unicode.</summary>
        public string? SafeName()
        {
            try
            {
                return property.Name;
            }
            catch (InvalidOperationException) // As above.
            {
                return null;
            }
        }
    }
}
