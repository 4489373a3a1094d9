using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Lifetime;

/// <summary>The process this one must not outlive, from section <c>Parent</c>.</summary>
internal sealed class ParentOptions
{
    public const string Section = "Parent";

    /// <summary>Null: this process lives for itself.</summary>
    [Range(1, int.MaxValue)]
    public int? ProcessId { get; set; }
}
