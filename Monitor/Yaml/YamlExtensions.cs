using Monitor.Alerting;

namespace Monitor.Yaml;

internal static class YamlExtensions
{
    public static void AddYaml(this IHostApplicationBuilder builder) =>
        builder.Services.AddSingleton<ISettingsFormat, YamlSettings>();
}
