using AppHost.Generation.Objects;
using AppHost.Generation.Planning;
using AppHost.Generation.Yaml;

namespace AppHost.Generation;

/// <summary>The beginning of an overlay: all of the base, and examples of what is put into one.</summary>
internal static class OverlayFile
{
    private const string Examples = """
        # images:
        #   - name: docker.io/library/redis
        #     newName: mirror.example/redis
        # patches:
        #   - target: { kind: Deployment, name: monitor }
        #     patch: |-
        #       - { op: replace, path: /spec/template/spec/containers/0/resources/requests/memory, value: 256Mi }

        """;

    public static string PathOf(string name) => $"overlays/{name}/{Kustomization.FileName}";

    public static string Text(GenerationOptions options) =>
        YamlWriter.Write("Begun by 'generate'; yours from here on.", [Kustomization.Of(options.Namespace, $"../../{OutputFiles.Base}")]) + Examples;
}
