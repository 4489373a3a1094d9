using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Tests.Hosting.Running;

public sealed class ParameterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GetValue_OnTheCommandLine_WinsOverTheGeneratedOne()
    {
        var parameter = Compose.In(_folder, "--Parameters:key=given")
            .AddParameter("key", new GenerateParameterDefault(), secret: true, persist: true);

        (await parameter.Resource.GetValueAsync()).Should().Be("given");
        Directory.EnumerateFiles(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task GetValue_InAppSettings_IsTaken()
    {
        _folder.Write("appsettings.json", """{"Parameters": {"key": "set"}}""");

        (await Compose.In(_folder).AddParameter("key").Resource.GetValueAsync()).Should().Be("set");
    }

    [Fact]
    public async Task GetValue_WithAnUnderscoreForTheDash_IsTaken()
    {
        var parameter = Compose.In(_folder, "--Parameters:the_key=given").AddParameter("the-key");

        (await parameter.Resource.GetValueAsync()).Should().Be("given");
    }

    [Fact]
    public async Task GetValue_Persisted_IsTheSameInTheNextRun()
    {
        var first = await GeneratedAsync();

        first.Should().HaveLength(32).And.MatchRegex("^[A-Za-z0-9]+$");
        (await GeneratedAsync()).Should().Be(first);
    }

    [Fact]
    public async Task Faults_WithoutValues_NameEveryParameterAndHowToGiveIt()
    {
        var builder = Compose.In(_folder);
        builder.AddParameter("one-key", secret: true);
        builder.AddParameter("other");
        builder.AddParameter("fixed", "value");

        (await ParameterCheck.FaultsAsync(builder.Resources, default)).Should().Equal(
            "The parameter 'one-key' has no value: give --Parameters:one-key=<value>, or Parameters__one_key in the environment.",
            "The parameter 'other' has no value: give --Parameters:other=<value>, or Parameters__other in the environment.");
    }

    private async Task<string?> GeneratedAsync() => await Compose.In(_folder)
        .AddParameter("key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true)
        .Resource.GetValueAsync();
}
