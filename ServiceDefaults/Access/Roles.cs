using System.Diagnostics.CodeAnalysis;

namespace ServiceDefaults.Access;

/// <summary>
/// Roles by their names: in configuration, in claims, and as the names of the policies that ask for them.
/// </summary>
internal static class Roles
{
    public const string Viewer = "viewer";
    public const string Operator = "operator";
    public const string Admin = "admin";

    public static readonly Role[] All = Enum.GetValues<Role>();

    public static string Listed { get; } = string.Join(", ", All.Select(NameOf));

    public static string NameOf(this Role role) => role switch
    {
        Role.Viewer => Viewer,
        Role.Operator => Operator,
        _ => Admin,
    };

    public static bool TryParse([NotNullWhen(true)] string? name, out Role role)
    {
        role = All.FirstOrDefault(role => string.Equals(role.NameOf(), name, StringComparison.OrdinalIgnoreCase));
        return role != default;
    }
}
