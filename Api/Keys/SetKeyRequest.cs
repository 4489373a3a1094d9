using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Api.Keys;

/// <summary>
/// Body of <c>PUT /keys/{key}</c>. Public, for validation passes over internal records without a word.
/// </summary>
/// <param name="Value">What to keep: at most 64 KiB in UTF-8; may be empty.</param>
/// <param name="TtlSeconds">Seconds to keep it: 1 to 2592000 (30 days).</param>
public sealed record SetKeyRequest(
    [property: Required(AllowEmptyStrings = true, ErrorMessage = "A value is required.")]
    [property: Utf8Length(KeyLimits.ValueBytes)]
    string? Value,
    [property: Range(
        KeyLimits.MinTtlSeconds, KeyLimits.MaxTtlSeconds,
        ErrorMessage = "The time to live is between {1} and {2} seconds.")]
    [property: DefaultValue(KeyLimits.DefaultTtlSeconds)]
    int TtlSeconds = KeyLimits.DefaultTtlSeconds);
