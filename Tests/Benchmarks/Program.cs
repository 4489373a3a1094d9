using System.Reflection;
using Benchmarks;

var appHost = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(metadata => metadata.Key == "AppHost").Value!;
switch (args)
{
    case ["local"]:
        await LocalBenchmark.RunAsync(appHost);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project Tests/Benchmarks -- local");
        return 2;
}
