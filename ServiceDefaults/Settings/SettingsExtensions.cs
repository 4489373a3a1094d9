using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Settings;

/// <summary>Sections of the configuration as checked options.</summary>
public static class SettingsExtensions
{
    /// <summary>
    /// Binds <paramref name="section"/> to <typeparamref name="TOptions"/> and checks it when the host starts: every
    /// fault of the section is reported at once, with its key and its value.
    /// </summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
    {
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section));
        return builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>
    /// Creates <typeparamref name="TService"/> when the host starts, among the checks of the settings: an
    /// <see cref="OptionsValidationException"/> that it throws is reported with all other faults.
    /// </summary>
    public static IServiceCollection CheckOnStart<TService>(this IServiceCollection services)
        where TService : notnull
    {
        services.AddOptions<StartCheck<TService>>()
            .Configure<IServiceProvider>((_, provider) => provider.GetRequiredService<TService>())
            .ValidateOnStart();
        return services;
    }
}
