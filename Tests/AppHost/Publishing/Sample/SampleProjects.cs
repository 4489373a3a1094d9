using Aspire.Hosting;

namespace Tests.Hosting.Publishing.Sample;

/// <summary>The projects that the sample was written for: Api and Deployer with an http profile, Monitor without.</summary>
internal static class Projects
{
    public static readonly TemporaryFolder Folder = new();

    private const string HttpProfile = """
        {"profiles": {"http": {"commandName": "Project", "applicationUrl": "http://localhost:5000"}}}
        """;

    static Projects()
    {
        Folder.Write("Api/Properties/launchSettings.json", HttpProfile);
        Folder.Write("Deployer/Properties/launchSettings.json", HttpProfile);
    }

    internal sealed class Api : IProjectMetadata
    {
        public string ProjectPath { get; } = Folder.Write("Api/Api.csproj", "<Project />");

        public string TargetPath => "";
    }

    internal sealed class Monitor : IProjectMetadata
    {
        public string ProjectPath { get; } = Folder.Write("Monitor/Monitor.csproj", "<Project />");

        public string TargetPath => "";
    }

    internal sealed class Deployer : IProjectMetadata
    {
        public string ProjectPath { get; } = Folder.Write("Deployer/Deployer.csproj", "<Project />");

        public string TargetPath => "";
    }
}
