using System.Buffers;
using System.Text.Json;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Schema;

internal static class JsonText
{
    public static byte[] Of(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, node);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Node node)
    {
        switch (node)
        {
            case Node.Map map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    json.WritePropertyName(key);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case Node.Sequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case Node.Text text:
                json.WriteStringValue(text.Value);
                break;
            case Node.Number number:
                json.WriteNumberValue(number.Value);
                break;
            case Node.Flag flag:
                json.WriteBooleanValue(flag.Value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }
}
