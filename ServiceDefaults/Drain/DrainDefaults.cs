using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Drain;

internal sealed class DrainDefaults(IHostEnvironment environment) : IPostConfigureOptions<DrainOptions>
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    public void PostConfigure(string? name, DrainOptions options) =>
        options.Delay ??= environment.IsDevelopment() ? TimeSpan.Zero : DefaultDelay;
}
