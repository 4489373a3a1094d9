using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Access;

/// <summary>
/// Who may ask: Bearer tokens with the roles viewer, operator and admin, of which a higher includes the lower.
/// </summary>
public static class AccessExtensions
{
    /// <summary>
    /// Adds authentication from section <c>Access</c>, and a policy for each role. Outside Development the process does
    /// not start when nobody could ask.
    /// </summary>
    /// <param name="stateFolder">Where a developer's token is kept; by default the nearest <c>.slipway</c>.</param>
    public static TBuilder AddAccess<TBuilder>(this TBuilder builder, string? stateFolder = null)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddProblemDetails();
        // Not BindConfiguration, which would have the section bound and checked again on every change: LiveTokens does
        // that.
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessValidator>()
            .AddSingleton<IPostConfigureOptions<AccessOptions>>(provider => new DeveloperAccess(
                provider.GetRequiredService<IHostEnvironment>(),
                stateFolder ?? StateFolder.Nearest(),
                provider.GetRequiredService<ILogger<DeveloperAccess>>()))
            .AddOptions<AccessOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                configuration.GetSection(AccessOptions.Section).Bind(options))
            .ValidateOnStart();
        services
            .AddSingleton(provider =>
                new DeveloperToken(provider.GetRequiredService<IOptions<AccessOptions>>().Value.DeveloperToken))
            .AddSingleton(provider => OwnToken.Of(provider.GetRequiredService<IOptions<AccessOptions>>().Value))
            .AddSingleton<LiveTokens>()
            .AddSingleton<FailureLimit>()
            .AddSingleton<AccessMetrics>()
            .AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtSetup>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAudit>()
            .AddHostedService<TokenReload>()
            .AddHostedService<UnguardedEndpoints>();
        // No default scheme: a token is looked at where a policy asks for one, and nowhere else.
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, null)
            .AddJwtBearer(AccessHandler.JwtScheme);
        // The framework's base class tells of every refused request, twice; what of it matters AccessHandler says
        // itself.
        builder.Logging.AddFilter(typeof(AccessHandler).FullName, LogLevel.Warning);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Roles.All)
        {
            authorization.AddPolicy(role.NameOf(), policy => policy
                .AddAuthenticationSchemes(AccessHandler.SchemeName)
                .RequireRole(Roles.All.Where(other => other >= role).Select(Roles.NameOf)));
        }

        return builder;
    }

    /// <summary>For who looks.</summary>
    public static TBuilder RequireViewer<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Roles.Viewer);

    /// <summary>For who acts on what runs. Every such request is logged with the name of who made it.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Roles.Operator);

    /// <summary>For who may do anything.</summary>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Roles.Admin);
}
