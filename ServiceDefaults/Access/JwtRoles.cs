namespace ServiceDefaults.Access;

internal static class JwtRoles
{
    /// <summary>The highest role that one of the claim's values gives; null when none does.</summary>
    public static Role? Highest(IEnumerable<string> values, JwtOptions options)
    {
        var highest = values.Select(value => RoleOf(value, options)).DefaultIfEmpty().Max();
        return highest == default ? null : highest;
    }

    // Case counts: what another system calls two groups is two groups.
    private static Role RoleOf(string value, JwtOptions options) => options.Roles.Count == 0
        ? Roles.All.FirstOrDefault(role => role.NameOf() == value)
        : options.Roles
            .Where(mapping => mapping.Value.Contains(value, StringComparer.Ordinal))
            .Select(mapping => Roles.TryParse(mapping.Key, out var role) ? role : default)
            .DefaultIfEmpty()
            .Max();
}
