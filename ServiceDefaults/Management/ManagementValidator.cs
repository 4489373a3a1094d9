using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Management;

internal sealed class ManagementValidator(IConfiguration configuration) : IValidateOptions<ManagementOptions>
{
    // Kestrel would listen there, and at none of the addresses to which the port is added.
    public ValidateOptionsResult Validate(string? name, ManagementOptions options) =>
        options.Port is { } port && configuration.GetSection("Kestrel:Endpoints").Exists()
            ? ValidateOptionsResult.Fail(
                $"Management:Port = '{port}': does not go with Kestrel:Endpoints: " +
                "give the addresses in ASPNETCORE_URLS or HTTP_PORTS")
            : ValidateOptionsResult.Success;
}
