using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Api.Keys;

/// <summary>Bounds a string by its bytes in UTF-8, as it is stored.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class Utf8LengthAttribute(int maximum)
    : ValidationAttribute(() => $"The value has more than {maximum} bytes in UTF-8.")
{
    public override bool IsValid(object? value) =>
        value is not string text || Encoding.UTF8.GetByteCount(text) <= maximum;
}
