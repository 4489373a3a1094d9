namespace Monitor.Rules.Expressions;

/// <summary>A value that an expression has for one target or one of its series.</summary>
internal readonly record struct Element(LabelSet Labels, double Value);
