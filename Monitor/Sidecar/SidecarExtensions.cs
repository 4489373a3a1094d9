using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Monitor.Sidecar;

internal static class SidecarExtensions
{
    /// <summary>Watches the other container of the own pod, where that is asked for.</summary>
    public static void AddSidecar(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<SidecarOptions>(SidecarOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<SidecarOptions>>(new SidecarValidator(builder.Configuration));
        if (bool.TryParse(builder.Configuration[$"{SidecarOptions.Section}:{nameof(SidecarOptions.Enabled)}"], out var isOn) && isOn)
        {
            builder.Services.AddSingleton<SidecarWatch>()
                .AddHostedService(services => services.GetRequiredService<SidecarWatch>());
        }
    }
}
