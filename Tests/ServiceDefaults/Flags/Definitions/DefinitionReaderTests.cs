using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServiceDefaults.Flags.Definitions;

namespace Tests.Flags;

public sealed class DefinitionReaderTests
{
    [Theory]
    [InlineData("""{"id":"set","enabled":true}""")]
    [InlineData("""{"id":"set","enabled":false,"description":"a switch"}""")]
    [InlineData("""{"id":"set","enabled":true,"display_name":"Set"}""")]
    [InlineData("""{"id":"set"}""")]
    [InlineData("""{"id":"set","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"End":"2030-01-01"}}]}}""")]
    public async Task ReadAsync_Switch_IsWhatThePackageReads(string flag)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$$"""{"feature_management":{"feature_flags":[{{{flag}}}]}}"""));
        var expected = (await DefinitionReader.ReadAllAsync(new ConfigurationBuilder().AddJsonStream(stream).Build())).Single();

        var read = await DefinitionReader.ReadAsync(JsonElement.Parse(flag));

        read.Name.Should().Be(expected.Name);
        read.Status.Should().Be(expected.Status);
        read.RequirementType.Should().Be(expected.RequirementType);
        read.EnabledFor.Select(filter => filter.Name).Should().Equal(expected.EnabledFor.Select(filter => filter.Name));
        read.Variants.Should().BeEmpty();
        read.Allocation.Should().BeEquivalentTo(expected.Allocation);
        read.Telemetry.Should().BeEquivalentTo(expected.Telemetry);
    }
}
