using System.Collections.Immutable;
using AppHost.Generation.Model;

namespace AppHost.Generation.Reading;

internal static class ParameterReader
{
    private const int MaxLength = 1024;

    public static DeclaredParameter Read(string name, string type, JsonObjectReader reader)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, ParameterInput>();
        foreach (var (input, how) in reader.ObjectMap("inputs"))
        {
            inputs[input] = Input(how);
        }

        return new DeclaredParameter(name, type, reader.RequiredText("value"), inputs.ToImmutable())
        {
            ConnectionString = reader.Text("connectionString"),
        };
    }

    private static ParameterInput Input(JsonObjectReader reader)
    {
        reader.Ignore("type");
        var isSecret = reader.Flag("secret");
        string? value = null;
        int? length = null;
        if (reader.Object("default") is { } given)
        {
            value = given.Text("value");
            // Which characters are allowed concerns whoever makes the value up; its length is told to a person.
            length = given.Object("generate")?.Number("minLength", 1, MaxLength);
        }

        reader.Finish();
        return new ParameterInput(isSecret, value, length);
    }
}
