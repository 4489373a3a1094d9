namespace AppHost;

internal static class Help
{
    private const string Text = """
        Slipway's AppHost: the whole system, composed.

          dotnet run --project AppHost
              Starts Redis, the Deployer and the Monitor on this machine; the Deployer runs the Api's tracks.
              Ctrl+C stops everything.

          dotnet run --project AppHost -- --publisher manifest --output-path aspire-manifest.json
              Writes the deployment manifest.

          dotnet run --project AppHost -- generate --output k8s --registry ghcr.io/team --namespace slipway
              Writes Kubernetes YAML for the manifest, for 'kubectl apply -k k8s'. generate --help tells all options.

          dotnet run --project AppHost -- images --registry ghcr.io/team --tag stable
              Builds and pushes an image of every service; no Docker is needed.

        Settings, on the command line as shown or in the environment with __ for each colon:

          --Ports:Api=8080 --Ports:Deployer=8081 --Ports:Monitor=8082
          --Parameters:webhook-secret=<value>     generated and kept in Development
          --Parameters:access-token=<value>       likewise; for the APIs, at least 32 characters
          --Parameters:smtp-host=localhost
          --StateFolder=.slipway                  images, Redis' data, generated secrets
          --StartTimeout=00:01:00                 for a resource to become healthy
        """;

    /// <summary>Prints the help if it is asked for.</summary>
    public static bool Asked(string[] args)
    {
        var asked = args is ["--help" or "-h" or "-?" or "help", ..];
        if (asked)
        {
            Console.WriteLine(Text);
        }

        return asked;
    }
}
