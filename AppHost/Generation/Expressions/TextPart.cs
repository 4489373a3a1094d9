using System.Collections.Immutable;

namespace AppHost.Generation.Expressions;

/// <summary>A piece of a value of the manifest: text, or an expression <c>{resource.property}</c>.</summary>
internal abstract record TextPart
{
    internal sealed record Literal(string Text) : TextPart;

    /// <param name="Path">What follows the resource's name, at least one part.</param>
    internal sealed record Reference(string Resource, ImmutableArray<string> Path) : TextPart
    {
        public string Property => string.Join('.', Path);

        public override string ToString() => $"{Resource}.{Property}";
    }
}
