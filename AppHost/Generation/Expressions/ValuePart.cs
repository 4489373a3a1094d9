namespace AppHost.Generation.Expressions;

/// <summary>A piece of a value whose expressions are resolved.</summary>
internal abstract record ValuePart
{
    internal sealed record Literal(string Text) : ValuePart;

    /// <summary>A value that is known only where the output is applied.</summary>
    internal sealed record Outside(OutsideValue Value) : ValuePart;
}
