namespace Tests.Architecture;

/// <summary>
/// What a core may use of the framework: what turns values into values, and nothing that waits, reads or rolls dice.
/// </summary>
internal static class Purity
{
    private static readonly string[] Namespaces =
    [
        "System", "System.Buffers", "System.Collections", "System.Collections.Concurrent", "System.Collections.Frozen",
        "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.ObjectModel",
        "System.Diagnostics.CodeAnalysis", "System.Globalization", "System.Linq", "System.Numerics",
        "System.Reflection",
        "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Versioning",
        "System.Security.Cryptography", "System.Text", "System.Text.RegularExpressions",
        "System.Text.RegularExpressions.Generated", "Microsoft.CodeAnalysis", "",
    ];

    private static readonly string[] AlsoAllowed =
    [
        "System.CodeDom.Compiler.GeneratedCodeAttribute", "System.ComponentModel.EditorBrowsableAttribute",
        "System.Diagnostics.DebuggerBrowsableAttribute", "System.Diagnostics.DebuggerDisplayAttribute",
        "System.Diagnostics.DebuggerHiddenAttribute", "System.Diagnostics.DebuggerNonUserCodeAttribute",
        "System.Diagnostics.DebuggerStepThroughAttribute", "System.Diagnostics.UnreachableException",
        // An iterator asks which thread it is on.
        "System.Environment.get_CurrentManagedThreadId",
    ];

    private static readonly string[] Banned =
    [
        "System.AppContext", "System.AppDomain", "System.Console", "System.Environment", "System.IAsyncDisposable",
        "System.Random", "System.TimeProvider", "System.Collections.Generic.IAsyncEnumerable`1",
        "System.DateTime.get_Now", "System.DateTime.get_Today", "System.DateTime.get_UtcNow",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.CreateVersion7", "System.Guid.NewGuid", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    public static bool Allows(CodeReference reference)
    {
        string[] names = [reference.To, $"{reference.To}.{reference.Member}"];
        if (names.Any(AlsoAllowed.Contains) || IsOnlyTheTypeOfAnAllowedMember(reference))
        {
            return true;
        }

        return Namespaces.Contains(reference.ToNamespace)
            && !names.Any(Banned.Contains)
            && !IsAsyncMachinery(reference.To);
    }

    /// <summary>An async method that returns nothing has no Task to betray it.</summary>
    private static bool IsAsyncMachinery(string type) =>
        type.StartsWith("System.Runtime.CompilerServices.Async", StringComparison.Ordinal)
        || type.StartsWith("System.Runtime.CompilerServices.IAsync", StringComparison.Ordinal);

    /// <summary>
    /// A type that is only named does nothing by that where it is its members that are banned one by one.
    /// </summary>
    private static bool IsOnlyTheTypeOfAnAllowedMember(CodeReference reference) =>
        reference is { To: "System.Environment", Member: null };
}
