namespace Tests.Tools;

/// <summary>A process that serves HTTP.</summary>
internal class ServerProcess : StartedProcess
{
    protected ServerProcess(Uri address, string command, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
        : base(command, arguments, environment) => Client = new HttpClient { BaseAddress = address };

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    /// <summary>Of this machine, with a port that is free.</summary>
    public static Uri FreeAddress() => new($"http://127.0.0.1:{FreePorts.Next()}");

    /// <summary>Returns once it answers at the path.</summary>
    /// <param name="arguments">By the address at which it has to serve.</param>
    public static Task<ServerProcess> StartAsync(string command, string path, Func<Uri, IEnumerable<string>> arguments)
    {
        var address = FreeAddress();
        return ServingAsync(new ServerProcess(address, command, arguments(address)), path);
    }

    /// <summary>An assembly of this build, in Production. Returns once it answers.</summary>
    /// <param name="arguments">By the address at which it has to serve.</param>
    public static Task<ServerProcess> DotNetAsync(string assembly, Func<string, IEnumerable<string>> arguments)
    {
        var address = FreeAddress();
        return ServingAsync(DotNet(address, [assembly, .. arguments(Origin(address))]));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Client.Dispose();
    }

    protected static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>An answer is one that a server which still starts would not give.</summary>
    protected static async Task<T> ServingAsync<T>(T server, string path = "/health/live")
        where T : ServerProcess
    {
        await server.StartedAsync(async () =>
        {
            using var answer = await server.Client.GetAsync(path);
            return (int)answer.StatusCode < 500;
        });
        return server;
    }

    private static ServerProcess DotNet(Uri address, IEnumerable<string> arguments) => new(address, "dotnet", arguments, Production);

    protected static (string Name, string Value) Production => ("ASPNETCORE_ENVIRONMENT", "Production");
}
