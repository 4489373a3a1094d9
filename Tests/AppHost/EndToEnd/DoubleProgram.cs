using Tests.Cluster;

namespace Tests.Hosting.EndToEnd;

/// <summary>What this assembly does as a process: compose an application, be one of its resources, or a Deployer that dies.</summary>
internal static class DoubleProgram
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["compose", var scenario, .. var rest]:
                Environment.ExitCode = 0;
                await Scenarios.Build(scenario, rest).RunAsync();
                return Environment.ExitCode;
            case ["web"]:
                await WebDouble.RunAsync();
                return 0;
            case [CrashingDeployer.Command, var armed, .. var settings]:
                await CrashingDeployer.RunAsync(armed, settings);
                return 0;
            case ["fail", var code]:
                Console.WriteLine("about to fail");
                await Console.Error.WriteLineAsync("because");
                return int.Parse(code);
            default:
                await Console.Error.WriteLineAsync("This assembly holds tests: run them with dotnet test.");
                return 1;
        }
    }
}
