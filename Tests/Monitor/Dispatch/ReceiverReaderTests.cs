using Monitor.Alerting.Plan;
using Monitor.Yaml;

namespace Tests.Dispatch;

public class ReceiverReaderTests
{
    [Theory]
    [InlineData("api_url_file: https://hooks.test/SECRET", "'api_url_file': the path of a file is expected; an address belongs into that file, or into 'api_url'")]
    [InlineData("api_url: hooks.test/SECRET", "'api_url': an http or https address is expected")]
    [InlineData("api_url: [https://hooks.test/SECRET]", "'api_url': a text is expected")]
    public void Read_WebhookInTheWrongForm_IsRefusedWithoutItsAddress(string setting, string fault)
    {
        var faults = AlertingPlanReader.Read(
            $"route: {{ receiver: chat }}\nreceivers:\n- name: chat\n  slack_configs:\n  - {setting}\n", TimeSpan.FromMinutes(15), new YamlSettings()).Faults;

        faults.Should().Contain($"line 5: {fault}").And.NotContain(text => text.Contains("SECRET", StringComparison.Ordinal));
    }
}
