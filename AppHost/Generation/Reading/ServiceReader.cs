using AppHost.Generation.Model;

namespace AppHost.Generation.Reading;

/// <summary>Reads the resources that run.</summary>
internal static class ServiceReader
{
    private const int MaxPort = 65535;

    public static DeclaredService Read(string name, string type, JsonObjectReader reader)
    {
        var service = Common(name, type, reader);
        switch (type)
        {
            case "project.v0" or "project.v1":
                // How Azure would run it.
                reader.Ignore("deployment");
                return service with { Kind = ServiceKind.Project, Project = reader.RequiredText("path") };
            case "dockerfile.v0":
                return service with { Build = Dockerfile(reader) };
            case "executable.v0":
                _ = reader.RequiredText("command");
                _ = reader.RequiredText("workingDirectory");
                return service with { Kind = ServiceKind.Executable };
            default:
                reader.Ignore("deployment");
                return Container(service, reader);
        }
    }

    private static DeclaredService Common(string name, string type, JsonObjectReader reader) =>
        new(name, type, ServiceKind.Container)
        {
            ConnectionString = reader.Text("connectionString"),
            Arguments = reader.Texts("args"),
            Environment = reader.TextMap("env"),
            Bindings = [.. reader.ObjectMap("bindings").Select(binding => Binding(binding.Name, binding.Reader))],
            ContainerFiles = [.. reader.ObjectMap("containerFiles").Select(files => files.Name)],
        };

    private static DeclaredService Container(DeclaredService service, JsonObjectReader reader)
    {
        var build = reader.Object("build") is { } how ? Build(how) : null;
        return service with
        {
            Image = build is null ? reader.RequiredText("image") : reader.Text("image"),
            Build = build,
            Entrypoint = reader.Text("entrypoint"),
            Volumes = [.. reader.ObjectList("volumes").Select(Volume)],
            BindMounts = [.. reader.ObjectList("bindMounts").Select(BindMount)],
        };
    }

    private static DeclaredBinding Binding(string name, JsonObjectReader reader)
    {
        var binding = new DeclaredBinding(
            name,
            reader.RequiredText("scheme"),
            reader.RequiredText("protocol"),
            reader.RequiredText("transport"),
            reader.Number("port", 1, MaxPort),
            reader.Number("targetPort", 1, MaxPort),
            reader.Flag("external"));
        reader.Finish();
        return binding;
    }

    private static DeclaredVolume Volume(JsonObjectReader reader)
    {
        var volume = new DeclaredVolume(reader.RequiredText("name"), reader.RequiredText("target"), reader.Flag("readOnly"));
        reader.Finish();
        return volume;
    }

    private static DeclaredBindMount BindMount(JsonObjectReader reader)
    {
        var mount = new DeclaredBindMount(reader.RequiredText("source"), reader.RequiredText("target"));
        _ = reader.Flag("readOnly");
        reader.Finish();
        return mount;
    }

    private static ImageBuild Dockerfile(JsonObjectReader reader) => new(
        reader.RequiredText("context"), reader.RequiredText("path"), null, OnlyForOthers: false, reader.TextMap("buildArgs"));

    private static ImageBuild Build(JsonObjectReader reader)
    {
        // Whoever builds the image brings them.
        reader.Ignore("secrets");
        var build = new ImageBuild(
            reader.RequiredText("context"),
            reader.RequiredText("dockerfile"),
            reader.Text("stage"),
            reader.Flag("buildOnly"),
            reader.TextMap("args"));
        reader.Finish();
        return build;
    }
}
