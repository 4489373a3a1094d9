using Aspire.Hosting;

namespace Tests.Hosting;

/// <summary>A project whose one launch profile listens on http.</summary>
internal sealed class WebProject : IProjectMetadata
{
    private static readonly TemporaryFolder Folder = new();

    static WebProject() => Folder.Write("Properties/launchSettings.json", """
        {
          // A comment, as editors allow it.
          "profiles": {
            "IIS": { "commandName": "IISExpress" },
            "http": {
              "commandName": "Project",
              "applicationUrl": "http://localhost:5123",
              "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" }
            }
          }
        }
        """);

    public string ProjectPath { get; } = Folder.Write("Web.csproj", "<Project />");

    public string TargetPath => typeof(WebProject).Assembly.Location;
}
