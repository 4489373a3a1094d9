using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServiceDefaults.Instances;

namespace Tests.Instances;

public class InstanceTests
{
    [Fact]
    public async Task Value_NothingConfigured_IsFoundOut()
    {
        await using var app = Hosts.Build();

        var instance = app.Services.GetRequiredService<IOptions<InstanceOptions>>().Value;

        instance.Service.Should().Be("api");
        instance.Name.Should().EndWith(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        instance.Version.Should().StartWith("0.1.0");
        instance.Should().BeEquivalentTo(new { Track = "", Image = "", Digest = "", CpuLimit = 0.0, MemoryLimit = 0L });
    }

    [Fact]
    public void Build_LimitsBelowZero_SaysBoth()
    {
        var build = () => Hosts.Build(null, ("Instance:CpuLimit", "-1"), ("Instance:MemoryLimit", "-2"));

        build.Should().Throw<OptionsValidationException>()
            .WithMessage("Instance:CpuLimit = '-1'*Instance:MemoryLimit = '-2'*");
    }
}
