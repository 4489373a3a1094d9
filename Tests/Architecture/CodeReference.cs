namespace Tests.Architecture;

/// <summary>Code of one type that names another.</summary>
/// <param name="From">Full name of the outermost type whose code it is.</param>
/// <param name="FromNamespace">Its namespace.</param>
/// <param name="To">Full name of the type that is named, without generic arguments.</param>
/// <param name="ToNamespace">Its namespace.</param>
/// <param name="Member">The method or field of it that is used; null when only the type is named.</param>
internal sealed record CodeReference(string From, string FromNamespace, string To, string ToNamespace, string? Member)
{
    public override string ToString() => $"{From} uses {To}{(Member is null ? "" : $".{Member}")}";
}
