using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Instances;
using ServiceDefaults.Resources;

namespace Tests.Resources;

public class ResourceSamplerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeReader _reader = new();

    [Fact]
    public void Sample_ASecondLater_SaysTheUseOfThatSecond()
    {
        using var sampler = Sampler();

        sampler.Sample();
        _reader.CpuSeconds = 0.5;
        _time.Advance(TimeSpan.FromSeconds(1));
        sampler.Sample();
        sampler.Latest!.CpuRatio.Should().BeApproximately(0.25, 1e-9);

        _time.Advance(TimeSpan.FromSeconds(1));
        sampler.Sample();
        sampler.Latest!.CpuRatio.Should().Be(0);
    }

    [Fact]
    public async Task ExecuteAsync_ReadingFails_GoesOn()
    {
        using var sampler = Sampler();
        _reader.Fails = true;
        await sampler.StartAsync(CancellationToken.None);
        await _reader.WasRead;
        sampler.Latest.Should().BeNull();

        _reader.Fails = false;
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return sampler.Latest is not null;
        });

        await sampler.StopAsync(CancellationToken.None);
    }

    private ResourceSampler Sampler() => new(
        _reader, Options.Create(new InstanceOptions { CpuLimit = 2 }), _time, NullLogger<ResourceSampler>.Instance);

    private sealed class FakeReader : IResourceReader
    {
        private readonly TaskCompletionSource _wasRead = new();

        public double CpuSeconds { get; set; }

        public bool Fails { get; set; }

        public Task WasRead => _wasRead.Task;

        public ResourceReading Read()
        {
            _wasRead.TrySetResult();
            return Fails
                ? throw new IOException("cgroup is gone")
                : new ResourceReading(TimeSpan.FromSeconds(CpuSeconds), 1, null, new MachineMemory(2, 1));
        }
    }
}
