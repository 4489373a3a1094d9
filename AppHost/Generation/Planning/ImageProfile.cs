using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>What is known of an image that many use, beyond what a manifest can say.</summary>
/// <param name="User">The number of the user it is made for.</param>
/// <param name="Server">The program that its command line starts.</param>
/// <param name="Client">The program that asks it whether it is well.</param>
/// <param name="PasswordVariable">Where the client looks for the password.</param>
internal sealed record ImageProfile(long User, string Server, string Client, string PasswordVariable)
{
    private static readonly ImageProfile Redis = new(999, "redis-server", "redis-cli", "REDISCLI_AUTH");
    private static readonly ImageProfile Valkey = new(999, "valkey-server", "valkey-cli", "REDISCLI_AUTH");

    public static ImageProfile? Of(string image)
    {
        var name = image.Split('@')[0].Split('/')[^1].Split(':')[0];
        return name switch
        {
            "redis" => Redis,
            "valkey" => Valkey,
            _ => null,
        };
    }

    /// <param name="variables">The names of the container's variables.</param>
    public ProbeTarget Ask(IEnumerable<string> variables)
    {
        var password = variables.FirstOrDefault(name => name.EndsWith("_PASSWORD", StringComparison.Ordinal));
        var ask = $"{Client} ping | grep -q PONG";
        return new ProbeTarget.Command(["/bin/sh", "-c", password is null ? ask : $"{PasswordVariable}=\"${password}\" {ask}"]);
    }

    /// <summary>
    /// Has every write appended to a file on the volume: a snapshot now and then would lose what came after the last.
    /// </summary>
    public ImmutableArray<string> Durable(ImmutableArray<string> arguments)
    {
        if (arguments.Any(argument => argument.Contains("appendonly", StringComparison.Ordinal)))
        {
            return arguments;
        }

        // In a shell's line the server's name is one of the words; else the arguments are the server's own.
        var line = arguments.FirstOrDefault(argument => argument.Contains(Server, StringComparison.Ordinal));
        return line is not null && line != Server
            ? arguments.Replace(line, line.Replace(Server, $"{Server} --appendonly yes", StringComparison.Ordinal))
            : [.. arguments, "--appendonly", "yes"];
    }
}
