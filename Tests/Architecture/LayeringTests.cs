namespace Tests.Architecture;

/// <summary>
/// Who may know whom, held against the compiled code. The names of layers that do not exist yet stand here already; a
/// namespace in no list counts as an adapter.
/// </summary>
public class LayeringTests
{
    private static readonly string[] Services = ["Api", "Deployer", "Monitor"];

    private static readonly House[] Houses =
    [
        new("Deployer", Core: ["Images", "Rollouts", "Analysis"], Application: ["Control", "Flags"]),
        new("Monitor", Core: ["Samples", "Rules", "Dispatch"], Application: ["Scraping", "Alerting"]),
        new("AppHost.Generation", Core: ["Model", "Expressions", "Planning", "Objects", "Charts", "Rules"], Application: []),
    ];

    private static readonly House SampleHouse = new(
        "Tests.Architecture.Sample", ["Core", "OtherCore"], ["Application"]);

    [Theory]
    [InlineData("Deployer", "Deployer")]
    [InlineData("Monitor", "Monitor")]
    [InlineData("AppHost", "AppHost.Generation")]
    public void Layers_OfAHouse_KnowOnlyWhatTheyMay(string assembly, string root) =>
        Houses.Single(house => house.Root == root).Breaches(CodeReader.Read(Assembly(assembly))).Should().BeEmpty();

    [Theory]
    [InlineData("Api")]
    [InlineData("Deployer")]
    [InlineData("Monitor")]
    public void Service_AndTheOthers_ShareTheDefaultsAndNothingElse(string service)
    {
        var known = CodeReader.AssembliesReferencedBy(Assembly(service));

        known.Should().NotContain(Services).And.NotContain("AppHost");
    }

    [Theory]
    [InlineData("ServiceDefaults")]
    [InlineData("AppHost")]
    public void DefaultsAndAppHost_OfServices_UseNoCode(string name) =>
        CodeReader.AssembliesReferencedBy(Assembly(name)).Should().NotContain(Services);

    [Fact]
    public void Breaches_OfAHouseBuiltBadly_AreAllFound()
    {
        var breaches = SampleHouse.Breaches(CodeReader.Read(Assembly("Tests")));

        // The type, and the rule it breaks: it may break it in several places.
        breaches.Select(breach => (breach.Split(' ')[0][(SampleHouse.Root.Length + 1)..], breach.Split(": ")[1]))
            .Distinct().Should().BeEquivalentTo(
            [
                ("Core.Async", "a core knows values only"),
                ("Core.Clock", "a core knows values only"),
                ("Core.ClockInArgument", "a core knows values only"),
                ("Core.FileInLambda", "a core knows values only"),
                ("Core.Dice", "a core knows values only"),
                ("Core.Surroundings", "a core knows values only"),
                ("Core.PackageInGenericArgument", "a core knows values only"),
                ("Core.FrameworkInAttribute", "a core knows values only"),
                ("Core.KnowsApplication", "a core knows values only"),
                ("Core.KnowsAdapter", "a core knows values only"),
                ("Core.KnowsComposition", "a core knows values only"),
                ("Application.ApplicationKnowsAdapter", "an application knows no adapter"),
                ("Mail.Inner.AdapterKnowsAdapter", "an adapter knows no other adapter"),
            ]);
    }

    private static string Assembly(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
}
