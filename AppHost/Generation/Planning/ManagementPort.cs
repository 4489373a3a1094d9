using System.Globalization;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>
/// A service with the variable <c>Management__Port</c> answers <c>/health/live</c>, <c>/health/ready</c> and
/// <c>/metrics</c> there, and drains by itself: it is built on Slipway's ServiceDefaults.
/// </summary>
internal static class ManagementPort
{
    public const string Variable = "Management__Port";

    public const string Name = "management";

    public static int? Of(DeclaredService service) =>
        int.TryParse(service.EnvironmentValue(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? port
            : null;
}
