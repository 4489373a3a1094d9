using System.IO.Hashing;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// One of two expressions, chosen when its condition is known. In the manifest it is a resource of its own, whose name
/// is made of the condition and an XxHash32 over all four parts, as Aspire makes it.
/// </summary>
internal sealed class ConditionalExpression(
    EndpointReferenceExpression condition, string match, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public string Name { get; } = $"cond-{Words(condition.ValueExpression)}-{Hash(condition, match, whenTrue, whenFalse)}";

    public string ValueExpression => $"{{{Name}.connectionString}}";

    public IEnumerable<object> References => [condition, .. whenTrue.References, .. whenFalse.References];

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var value = await condition.GetValueAsync(cancellationToken);
        var branch = string.Equals(value, match, StringComparison.OrdinalIgnoreCase) ? whenTrue : whenFalse;
        return await branch.GetValueAsync(cancellationToken);
    }

    private static string Words(string expression) => string.Join('-', expression
        .Split([.. expression.Where(c => !char.IsLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.ToLowerInvariant()));

    private static string Hash(
        EndpointReferenceExpression condition, string match, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var text = condition.ValueExpression + whenTrue.ValueExpression + whenFalse.ValueExpression + match;
        return Convert.ToHexStringLower(XxHash32.Hash(Encoding.UTF8.GetBytes(text)));
    }
}
