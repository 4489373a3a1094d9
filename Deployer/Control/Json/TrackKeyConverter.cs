using System.Text.Json;
using System.Text.Json.Serialization;
using Deployer.Rollouts;

namespace Deployer.Control.Json;

/// <summary>A track's key as its text, such as <c>api/canary</c>.</summary>
internal sealed class TrackKeyConverter : JsonConverter<TrackKey>
{
    public override TrackKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return TrackKey.Parse(reader.GetString() ?? "");
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, TrackKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
