using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Access;

/// <summary>In Development someone can ask without configuring anything: with a token that is made for it.</summary>
internal sealed class DeveloperAccess(IHostEnvironment environment, string stateFolder, ILogger<DeveloperAccess> logger)
    : IPostConfigureOptions<AccessOptions>
{
    private bool _said;

    public void PostConfigure(string? name, AccessOptions options)
    {
        var isConfigured = options.DeveloperToken is { Length: > 0 } || options.TokenFolder is { Length: > 0 }
            || options.Tokens.Count > 0 || options.Jwt.IsOn;
        if (isConfigured || !environment.IsDevelopment())
        {
            return;
        }

        var file = new DeveloperTokenFile(stateFolder);
        options.DeveloperToken = file.GetOrCreate();
        if (!_said)
        {
            _said = true;
            Log.DeveloperTokenKept(logger, file.Path);
        }
    }
}
