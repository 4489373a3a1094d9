using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitor.Alerting;
using ServiceDefaults.Settings;

namespace Tests.Alerting;

public class AlertingOptionsTests
{
    [Theory]
    [InlineData("", null)] // What is deployed says so: a parameter whose default is empty.
    [InlineData("http://localhost:5080", "http://localhost:5080/")]
    [InlineData("https://slipway.example.com/console", "https://slipway.example.com/console")]
    public void ConsoleAddress_Address_IsTaken(string value, string? expected) =>
        (Read(value).ConsoleAddress?.ToString()).Should().Be(expected);

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/console")]
    public void ConsoleAddress_NoAddressOfAPage_IsRefused(string value)
    {
        var act = () => Read(value);

        act.Should().Throw<OptionsValidationException>()
            .WithMessage($"*Alerting:ConsoleAddress = '*{value}': an http or https address is expected.*");
    }

    private static AlertingOptions Read(string consoleAddress)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["Alerting:ConsoleAddress"] = consoleAddress;
        builder.AddSettings<AlertingOptions>(AlertingOptions.Section);
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<AlertingOptions>>().Value;
    }
}
