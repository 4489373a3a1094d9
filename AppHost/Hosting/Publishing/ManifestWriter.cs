using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// Writes the resources as added, then the ones these bring along: parameters nobody added, parameters in another form,
/// and conditional values. The order and the words are Aspire's.
/// </summary>
internal sealed class ManifestWriter(ManifestPublishingContext context)
{
    private readonly ManifestReferences _references = new();
    private readonly ManifestBindings _bindings = new(context.Writer);
    private readonly Utf8JsonWriter _json = context.Writer;

    public async Task WriteAsync(IList<IResource> resources)
    {
        _references.Add(resources);
        _json.WriteStartObject();
        _json.WriteStartObject("resources");
        foreach (var resource in resources)
        {
            await WriteAsync(resource);
        }

        while (_references.TryNext(out var further))
        {
            await WriteAsync(further);
        }

        WriteForms(_references.TakeForms());
        foreach (var conditional in _references.Conditionals)
        {
            _json.WriteStartObject(conditional.Name);
            _json.WriteString("type", "value.v0");
            _json.WriteString("connectionString", await conditional.GetValueAsync(context.CancellationToken) ?? "");
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
        await _json.FlushAsync(context.CancellationToken);
    }

    private async Task WriteAsync(IResource resource)
    {
        _json.WriteStartObject(resource.Name);
        var own = resource.Annotations.Last<ManifestPublishingCallbackAnnotation>();
        await (own is not null ? own.Callback(context) : WriteKnownAsync(resource));
        _json.WriteEndObject();
        if (resource is ParameterResource written)
        {
            WriteForms(_references.TakeForms(written));
        }
    }

    private Task WriteKnownAsync(IResource resource) => resource switch
    {
        ContainerResource container => WriteContainerAsync(container),
        ProjectResource project => WriteProjectAsync(project),
        ParameterResource parameter => WriteParameterAsync(parameter),
        _ => WriteUnknownAsync(),
    };

    private Task WriteUnknownAsync()
    {
        _json.WriteString("error", "This resource does not support generation in the manifest.");
        return Task.CompletedTask;
    }

    private Task WriteParameterAsync(ParameterResource parameter)
    {
        _json.WriteString("type", "parameter.v0");
        _json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        _json.WriteStartObject("inputs");
        _json.WriteStartObject("value");
        _json.WriteString("type", "string");
        if (parameter.Secret)
        {
            _json.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } otherwise)
        {
            _json.WriteStartObject("default");
            otherwise.WriteToManifest(context);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
        return Task.CompletedTask;
    }

    private async Task WriteContainerAsync(ContainerResource container)
    {
        _json.WriteString("type", "container.v0");
        if (container is IResourceWithConnectionString { ConnectionStringExpression: var connectionString })
        {
            _json.WriteString("connectionString", _references.Add(connectionString));
        }

        _json.WriteString("image", container.Image);
        _json.WriteString("entrypoint", container.Entrypoint);
        WriteArgs(container);
        WriteVolumes(container);
        await WriteEnvironmentAsync(container);
        _bindings.Write(container);
    }

    private async Task WriteProjectAsync(ProjectResource project)
    {
        _json.WriteString("type", "project.v0");
        var path = project.Annotations.Last<IProjectMetadata>()!.ProjectPath;
        _json.WriteString("path", context.GetManifestRelativePath(path));
        WriteArgs(project);
        await WriteEnvironmentAsync(project);
        _bindings.Write(project);
    }

    private void WriteVolumes(ContainerResource container)
    {
        var volumes = container.Annotations.OfType<ContainerMountAnnotation>().ToList();
        if (volumes.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("volumes");
        foreach (var volume in volumes)
        {
            _json.WriteStartObject();
            _json.WriteString("name", volume.Source);
            _json.WriteString("target", volume.Target);
            _json.WriteBoolean("readOnly", volume.IsReadOnly);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteArgs(IResource resource)
    {
        var args = new CommandLineArgsCallbackContext(context.ExecutionContext);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
        {
            annotation.Callback(args);
        }

        if (args.Args.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("args");
        foreach (var arg in args.Args)
        {
            _json.WriteStringValue(_references.Add(arg));
        }

        _json.WriteEndArray();
    }

    private async Task WriteEnvironmentAsync(IResource resource)
    {
        var environment = new EnvironmentCallbackContext(
            context.ExecutionContext, resource, cancellationToken: context.CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            await annotation.Callback(environment);
        }

        if (environment.EnvironmentVariables.Count == 0)
        {
            return;
        }

        _json.WriteStartObject("env");
        foreach (var (name, value) in environment.EnvironmentVariables)
        {
            _json.WriteString(name, _references.Add(value));
        }

        _json.WriteEndObject();
    }

    private void WriteForms(IEnumerable<ParameterForm> forms)
    {
        foreach (var form in forms)
        {
            _json.WriteStartObject(form.Name);
            _json.WriteString("type", "annotated.string");
            _json.WriteString("value", form.Parameter.ValueExpression);
            _json.WriteString("filter", form.Format);
            _json.WriteEndObject();
        }
    }
}
