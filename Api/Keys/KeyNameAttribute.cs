using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Api.Keys;

[AttributeUsage(AttributeTargets.Parameter)]
internal sealed partial class KeyNameAttribute : ValidationAttribute
{
    public KeyNameAttribute()
        : base("A key has 1 to 256 characters, each a letter A-Z or a-z, a digit, or one of . _ : -")
    {
    }

    public override bool IsValid(object? value) =>
        value is string { Length: > 0 and <= KeyLimits.KeyLength } key && Allowed().IsMatch(key);

    [GeneratedRegex(KeyLimits.KeyCharacters + @"\z")]
    private static partial Regex Allowed();
}
