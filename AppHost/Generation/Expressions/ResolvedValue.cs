using System.Collections.Immutable;

namespace AppHost.Generation.Expressions;

/// <summary>A value without expressions.</summary>
/// <param name="Parts">No two literals beside each other.</param>
/// <param name="Services">The services whose addresses it holds.</param>
/// <param name="Elsewhere">Whether it may name something that is not in the manifest, such as a mail server.</param>
internal sealed record ResolvedValue(
    ImmutableArray<ValuePart> Parts, ImmutableHashSet<string> Services, bool Elsewhere)
{
    public static readonly ResolvedValue Empty = new([], [], false);

    public bool IsSecret => Outside.Any(value => value.IsSecret);

    public IEnumerable<OutsideValue> Outside => Parts.OfType<ValuePart.Outside>().Select(part => part.Value);

    /// <summary>The text, where nothing of it comes from outside; else null.</summary>
    public string? Text => Parts switch
    {
        [] => "",
        [ValuePart.Literal only] => only.Text,
        _ => null,
    };

    public static ResolvedValue Of(string text) => new([new ValuePart.Literal(text)], [], false);

    /// <param name="elsewhere">Whether it may name an address.</param>
    public static ResolvedValue Of(OutsideValue value, bool elsewhere) => new([new ValuePart.Outside(value)], [], elsewhere);

    public ResolvedValue Then(ResolvedValue next) => new(
        Parts is [.., ValuePart.Literal last] && next.Parts is [ValuePart.Literal first, .. var others]
            ? [.. Parts[..^1], new ValuePart.Literal(last.Text + first.Text), .. others]
            : [.. Parts, .. next.Parts],
        Services.Union(next.Services),
        Elsewhere || next.Elsewhere);

    /// <summary>The same, percent-encoded.</summary>
    public ResolvedValue Encoded() => this with
    {
        Parts =
        [
            .. Parts.Select(ValuePart (part) => part switch
            {
                ValuePart.Literal literal => new ValuePart.Literal(Uri.EscapeDataString(literal.Text)),
                ValuePart.Outside outside => new ValuePart.Outside(outside.Value with { IsEncoded = true }),
                _ => part,
            }),
        ],
    };
}
