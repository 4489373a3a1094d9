using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Settings;

/// <summary>
/// Checks a section's data annotations, and its rules between fields where it is an <see cref="IValidatableObject"/>.
/// </summary>
internal sealed class SettingsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var results = new List<ValidationResult>();
        foreach (var property in typeof(TOptions).GetProperties())
        {
            var context = new ValidationContext(options) { MemberName = property.Name };
            Validator.TryValidateProperty(property.GetValue(options), context, results);
        }

        if (options is IValidatableObject rules)
        {
            results.AddRange(rules.Validate(new ValidationContext(options)));
        }

        return results.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(results.Select(result => Describe(options, result)));
    }

    private string Describe(TOptions options, ValidationResult result)
    {
        var keys = result.MemberNames.Select(member => $"{section}:{member} = {Value(options, member)}");
        return result.MemberNames.Any() ? $"{string.Join(", ", keys)}: {result.ErrorMessage}" : result.ErrorMessage!;
    }

    private static string Value(TOptions options, string member)
    {
        var value = typeof(TOptions).GetProperty(member)?.GetValue(options);
        return value is null ? "(none)" : $"'{Convert.ToString(value, CultureInfo.InvariantCulture)}'";
    }
}
