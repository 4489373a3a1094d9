using System.Text;
using AppHost.Generation.Model;
using AppHost.Generation.Reading;
using Tests.Hosting;

namespace Tests.Generation;

public sealed class ManifestReaderTests
{
    [Fact]
    public void Read_OurOwnManifest_HasEveryResourceAndNothingToTell()
    {
        var findings = new Findings();

        var manifest = ManifestReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "aspire-manifest.json")), findings);

        findings.Faults.Should().BeEmpty();
        findings.Notes.Should().BeEmpty();
        manifest.Resources.Select(resource => resource.Name).Should().StartWith(
            ["webhook-secret", "service-token", "smtp-host", "smtp-from", "smtp-to", "console-address", "redis", "api"]);
        var release = manifest.Resources.OfType<DeclaredRelease>().Single();
        release.Tracks.Single(track => track.Name == "stable").Scale.Should().Be(new TrackScale(1, 10, 50));
        release.Tracks.Single(track => track.Name == "canary").Liveness!.InitialDelay.Should().Be(15);
    }

    [Fact]
    public void Read_ManyFaults_TellsAllOfThemWithTheirPlaces()
    {
        var (_, findings) = Read("""
            {
              "resources": {
                "api": { "type": "project.v0", "env": { "A": ["x"] }, "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "port": 70000 } } },
                "db": { "type": "container.v0", "args": "one", "volumes": [ { "name": "data", "readOnly": "no" } ] },
                "API": { "type": "value.v0" },
                "1st": { "type": "annotated.string", "value": "x" }
              }
            }
            """);

        findings.Faults.Select(fault => $"{fault}").Should().BeEquivalentTo(
            "resources.api: 'path' is missing",
            "resources.api.env.A: is a list, and must be text",
            "resources.api.bindings.http.port: is '70000', and must be a whole number from 1 to 65535",
            "resources.db: 'image' is missing",
            "resources.db.args: is 'one', and must be a list",
            "resources.db.volumes[0]: 'target' is missing",
            "resources.db.volumes[0].readOnly: is 'no', and must be true or false",
            "resources.API: 'connectionString' is missing",
            "resources.API: there is another resource of this name",
            "resources.1st: 'filter' is missing",
            "resources.1st: is no name of a resource: letters, digits and hyphens, a letter first");
    }

    [Theory]
    [InlineData("", "manifest: is no JSON: line 1, byte 1")]
    [InlineData("{\n  \"resources\": {,", "manifest: is no JSON: line 2, byte 17")]
    [InlineData("[]", "manifest: is no JSON object; a manifest is {\"resources\": {…}}")]
    [InlineData("{}", "manifest: 'resources' is missing; a manifest is {\"resources\": {…}}")]
    public void Read_NoManifest_SaysWhatIsWrong(string json, string fault) =>
        Read(json).Findings.Faults.Select(found => $"{found}").Should().Equal(fault);

    [Fact]
    public void Read_UnknownTypesAndProperties_AreNamedAndPassedOver()
    {
        var (manifest, findings) = Read("""
            {
              "$schema": "https://json.schemastore.org/aspire-8.0.json",
              "resources": {
                "storage": { "type": "azure.bicep.v0", "path": "storage.bicep", "params": { "id": 1 } },
                "mystery": { "type": "mystery.v7", "depth": 3 },
                "broken": { "error": "This resource does not support generation in the manifest." },
                "cache": { "type": "container.v0", "image": "redis:8", "colour": "red" }
              }
            }
            """);

        findings.Faults.Should().BeEmpty();
        manifest.Resources.Should().HaveCount(4);
        findings.Notes.Select(note => $"{note.Kind} {note}").Should().BeEquivalentTo(
            "LeftOut resources.storage: is brought about in Azure by its Bicep file",
            "LeftOut resources.mystery: has the type 'mystery.v7', which nothing here knows",
            "LeftOut resources.broken: has no type, but the error: This resource does not support generation in the manifest.",
            "LeftOut resources.cache.colour: nothing here knows this property");
    }

    [Fact]
    public void Read_VariableTwice_TakesTheLastAndSaysSo()
    {
        var (manifest, findings) = Read("""
            { "resources": { "api": { "type": "project.v0", "path": "a.csproj", "env": { "X": "1", "Y": "2", "X": "3" } } } }
            """);

        manifest.Resources.OfType<DeclaredService>().Single().Environment
            .Should().Equal(new("Y", "2"), new KeyValuePair<string, string>("X", "3"));
        findings.Notes.Single().Place.Should().Be("resources.api.env.X");
    }

    private static (Manifest Manifest, Findings Findings) Read(string json)
    {
        var findings = new Findings();
        return (ManifestReader.Read(Encoding.UTF8.GetBytes(json), findings), findings);
    }
}
