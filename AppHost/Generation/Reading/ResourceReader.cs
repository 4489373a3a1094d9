using AppHost.Generation.Model;

namespace AppHost.Generation.Reading;

/// <summary>Reads one resource, by its type.</summary>
internal static class ResourceReader
{
    public static DeclaredResource Read(string name, JsonObjectReader reader, Findings findings)
    {
        var type = reader.Text("type") ?? "";
        DeclaredResource? known = type switch
        {
            "project.v0" or "project.v1" or "container.v0" or "container.v1" or "dockerfile.v0" or "executable.v0" =>
                ServiceReader.Read(name, type, reader),
            "parameter.v0" => ParameterReader.Read(name, type, reader),
            "value.v0" => new DeclaredValue(name, type) { ConnectionString = reader.RequiredText("connectionString") },
            "annotated.string" => new DeclaredText(name, type, reader.RequiredText("value"), reader.RequiredText("filter")),
            "slipway.release.v0" => ReleaseReader.Read(name, type, reader),
            _ => null,
        };
        if (known is null)
        {
            // What else is in it is for those who know the type.
            return Elsewhere(name, type, reader, findings);
        }

        reader.Finish();
        return known;
    }

    private static DeclaredElsewhere Elsewhere(string name, string type, JsonObjectReader reader, Findings findings)
    {
        var error = reader.Text("error");
        var reason = type switch
        {
            "azure.bicep.v0" or "azure.bicep.v1" => "is brought about in Azure by its Bicep file",
            "aws.cloudformation.stack.v0" or "aws.cloudformation.template.v0" => "is brought about in AWS by its stack",
            "" when error is not null => $"has no type, but the error: {error}",
            "" => "has no type",
            _ => $"has the type '{type}', which nothing here knows",
        };
        findings.Note(NoteKind.LeftOut, reader.Place, reason);
        return new DeclaredElsewhere(name, type) { ConnectionString = reader.Text("connectionString") };
    }
}
