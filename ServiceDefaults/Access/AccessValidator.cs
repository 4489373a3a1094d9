using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Access;

/// <summary>Every fault of section <c>Access</c> at once. Values are named only where they cannot be secret.</summary>
internal sealed class AccessValidator(IHostEnvironment environment, IConfiguration configuration)
    : IValidateOptions<AccessOptions>
{
    private const string Nobody =
        "Access: nobody could ask. Make a token with 'Deployer token create' (from the sources: " +
        "dotnet run --project Deployer -- token create) and give its hash as Access:Tokens:<name>:Hash and one of " +
        "viewer, operator, admin as Access:Tokens:<name>:Role, or in a file of Access:TokenFolder; or set " +
        "Access:Jwt:Authority and Access:Jwt:Audience.";

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = new List<string>();
        CheckKeys(faults);
        CheckNumbers(options, faults);
        CheckClearTokens(options, faults);
        JwtRules.Check(options.Jwt, faults);
        // The binder passes over it in silence.
        faults.AddRange(configuration.GetSection("Access:Jwt:Roles").GetChildren().Where(role => role.Value is not null)
            .Select(role => $"{role.Path}: takes a list: {role.Path}:0, {role.Path}:1 and so on"));
        var tokens = CountTokens(options, faults);
        if (faults.Count == 0 && tokens == 0 && !options.Jwt.IsOn)
        {
            faults.Add(Nobody);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>A setting that is misspelt would be a setting that is missing, and nobody would know.</summary>
    private void CheckKeys(List<string> faults)
    {
        var access = configuration.GetSection(AccessOptions.Section);
        Check<AccessOptions>(access);
        Check<JwtOptions>(access.GetSection(nameof(AccessOptions.Jwt)));
        foreach (var token in access.GetSection(nameof(AccessOptions.Tokens)).GetChildren())
        {
            Check<TokenOptions>(token);
        }

        void Check<T>(IConfigurationSection section)
        {
            var known = typeof(T).GetProperties().Where(property => property.Name != nameof(JwtOptions.IsOn))
                .Select(property => property.Name).ToList();
            faults.AddRange(section.GetChildren()
                .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                .Select(child => $"{child.Path}: there is no such setting; there are {string.Join(", ", known)}"));
        }
    }

    private static void CheckNumbers(AccessOptions options, List<string> faults)
    {
        if (options.FailuresPerMinute is < 0 or > 1_000_000)
        {
            faults.Add($"Access:FailuresPerMinute = '{options.FailuresPerMinute}': must be 0 (no limit) to 1000000");
        }

        if (options.ReloadPeriod < TimeSpan.FromSeconds(1) || options.ReloadPeriod > TimeSpan.FromHours(1))
        {
            faults.Add($"Access:ReloadPeriod = '{options.ReloadPeriod}': must be 00:00:01 to 01:00:00");
        }
    }

    private void CheckClearTokens(AccessOptions options, List<string> faults)
    {
        if (options.DeveloperToken is { Length: > 0 } && !environment.IsDevelopment())
        {
            faults.Add(
                $"Access:DeveloperToken: holds in Development only, and this is {environment.EnvironmentName}: " +
                "give the token's hash in Access:Tokens");
        }

        CheckClear(nameof(options.DeveloperToken), options.DeveloperToken, faults);
        CheckClear(nameof(options.ServiceToken), options.ServiceToken, faults);
    }

    private static void CheckClear(string setting, string? token, List<string> faults)
    {
        if (token is { Length: > 0 } && (token.Length < Tokens.MinLength || !Tokens.IsWellFormed(token)))
        {
            faults.Add(
                $"Access:{setting}: has {token.Length} characters: at least {Tokens.MinLength} are needed, " +
                "all of them visible ASCII");
        }
    }

    // Who may ask only for the sake of other services is nobody who could ask for people.
    private static int CountTokens(AccessOptions options, List<string> faults)
    {
        try
        {
            var (tokens, wrong) = TokenSources.Read(options);
            faults.AddRange(wrong);
            return tokens.Count(token => token.Name != TokenSources.Service);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add($"Access:TokenFolder = '{options.TokenFolder}': cannot be read ({exception.GetType().Name})");
            return 0;
        }
    }
}
