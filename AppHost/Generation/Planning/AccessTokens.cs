using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>A service with this variable reads the hashes of the tokens that its callers have from a folder.</summary>
internal static class AccessTokens
{
    public const string Variable = "Access__TokenFolder";

    public const string Secret = "access-tokens";

    public static SecretFolder? Of(DeclaredService service) => service.EnvironmentValue(Variable) is { Length: > 0 } folder
        ? new SecretFolder(Secret, Secret, folder)
        : null;
}
