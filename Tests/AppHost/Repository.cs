using Aspire.Hosting;

namespace Tests.Hosting;

internal static class Repository
{
    public static string Root { get; } =
        Path.GetDirectoryName(new DistributedApplicationOptions().ProjectDirectory)!;

    public static string Golden(string name) => Path.Combine(Root, "Tests", "Golden", "Aspire", name);
}
