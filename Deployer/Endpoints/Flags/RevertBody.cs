using System.Text.Json;

namespace Deployer.Endpoints.Flags;

/// <summary>To which state a flag is to go back. It says <c>to</c>, <c>why</c>, both or nothing.</summary>
/// <param name="To">The version of the change after which the flag was so; null for before its last change.</param>
/// <param name="Fault">Null where there is none.</param>
internal sealed record RevertBody(string? To, string Why, string? Fault)
{
    private const string ToName = "to";

    /// <summary>A slip in it is a fault: taken for nothing it would take back another change than the one that is meant.</summary>
    public static async Task<RevertBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await FlagBody.ReadAsync(request, cancellationToken, mayBeEmpty: true);
        if (body.Content is not { } content)
        {
            return new RevertBody(null, "", body.Fault);
        }

        string[] faults =
        [
            .. content.Where(property => property.Key != ToName)
                .Select(property => $"{property.Key}: There is no such property; there are to, why."),
            .. content.TryGetPropertyValue(ToName, out var to) && to?.GetValueKind() is not JsonValueKind.String
                ? ["to: It is the version of a change, such as \"17.1795622400123.9f3a1b2c\"."]
                : (string[])[],
        ];
        return faults.Length > 0
            ? new RevertBody(null, "", string.Join(" ", faults))
            : new RevertBody(to?.GetValue<string>(), body.Why, null);
    }
}
