using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Access;

/// <summary>The tokens that hold now.</summary>
internal sealed class LiveTokens(
    IOptions<AccessOptions> options, IConfiguration configuration, ILogger<LiveTokens> logger)
{
    private volatile TokenTable _table = new(TokenSources.Read(options.Value).Tokens);
    private string _complaint = "";

    public AccessToken? Find(string token) => _table.Find(token);

    /// <summary>
    /// Looks at the sources again. A token that is gone or has become faulty holds no longer; while a source as a whole
    /// cannot be read, what was known holds on. Not for several callers at once.
    /// </summary>
    public void Refresh()
    {
        try
        {
            var (tokens, faults) = TokenSources.Read(Current());
            Complain(string.Join("; ", faults));
            if (!_table.Tokens.Select(Line).SequenceEqual(tokens.Select(Line)))
            {
                _table = new TokenTable(tokens);
                Log.TokensChanged(logger, tokens.Length, string.Join(", ", tokens.Select(token => token.Name)));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Complain($"{exception.GetType().Name} at {options.Value.TokenFolder}");
        }
    }

    /// <summary>Only the tokens can change while the process runs.</summary>
    private AccessOptions Current()
    {
        var current = new AccessOptions
        {
            DeveloperToken = options.Value.DeveloperToken,
            ServiceToken = options.Value.ServiceToken,
            TokenFolder = options.Value.TokenFolder,
        };
        configuration.GetSection($"{AccessOptions.Section}:{nameof(AccessOptions.Tokens)}").Bind(current.Tokens);
        return current;
    }

    private static string Line(AccessToken token) => $"{token.Name} {token.Role} {Convert.ToHexString(token.Hash)}";

    private void Complain(string complaint)
    {
        if (complaint.Length > 0 && complaint != _complaint)
        {
            Log.TokensFaulty(logger, complaint);
        }

        _complaint = complaint;
    }
}
