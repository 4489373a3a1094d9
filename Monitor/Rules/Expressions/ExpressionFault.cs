namespace Monitor.Rules.Expressions;

/// <summary>An expression could not be read; the message says where and why.</summary>
internal sealed class ExpressionFault(string message) : Exception(message);
