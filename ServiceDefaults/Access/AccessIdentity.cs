using System.Security.Claims;

namespace ServiceDefaults.Access;

internal static class AccessIdentity
{
    /// <param name="how">Where it is known from: an opaque token or an issuer. Two of one name are two.</param>
    public static ClaimsPrincipal Of(string name, Role? role, string how)
    {
        var identity = new ClaimsIdentity(how, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        if (role is { } has)
        {
            identity.AddClaim(new Claim(ClaimTypes.Role, has.NameOf()));
        }

        return new ClaimsPrincipal(identity);
    }

    public static string RoleOf(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Role) ?? "no role";
}
