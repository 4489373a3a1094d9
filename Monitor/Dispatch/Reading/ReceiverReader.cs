using Monitor.Rules.Reading;

namespace Monitor.Dispatch.Reading;

/// <summary>Reads the receivers, in Alertmanager's words.</summary>
internal static class ReceiverReader
{
    public static IReadOnlyDictionary<string, Receiver> Read(IReadOnlyList<SettingNode> items, SettingFaults faults)
    {
        var receivers = new Dictionary<string, Receiver>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var scope = new SettingScope(item, "a receiver", faults);
            var name = scope.RequiredText("name");
            var receiver = new Receiver(name,
            [
                .. scope.Items("email_configs").Select(node => Email(node, faults)),
                .. scope.Items("slack_configs").Select(node => Slack(node, faults)),
            ]);
            if (!receivers.TryAdd(name, receiver))
            {
                faults.Add(scope.LineOf("name"), $"there are two receivers '{name}'");
            }

            scope.Close();
        }

        return receivers;
    }

    private static Integration.Email Email(SettingNode node, SettingFaults faults)
    {
        var scope = new SettingScope(node, "a mail", faults);
        var to = scope.ListOfTexts("to").SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).ToArray();
        foreach (var address in to.Where(address => address.Split('@') is not [{ Length: > 0 }, { Length: > 0 }]))
        {
            faults.Add(scope.LineOf("to"), $"'to: {address}': an address is expected");
        }

        var email = new Integration.Email(to, scope.Flag("send_resolved", true));
        scope.Close();
        return email;
    }

    private static Integration.Slack Slack(SettingNode node, SettingFaults faults)
    {
        var scope = new SettingScope(node, "a Slack webhook", faults);
        if (scope.Has("api_url") == scope.Has("api_url_file"))
        {
            faults.Add(scope.Line, "a Slack webhook needs either 'api_url' or 'api_url_file'");
        }

        Uri? url = null;
        // The address is a secret: it is not repeated.
        if (scope.Has("api_url")
            && (!Uri.TryCreate(scope.Text("api_url"), UriKind.Absolute, out url) || url.Scheme is not ("http" or "https")))
        {
            faults.Add(scope.LineOf("api_url"), "'api_url': an http or https address is expected");
        }

        // An address in the wrong place is a secret all the same.
        if (scope.Text("api_url_file").Contains("://", StringComparison.Ordinal))
        {
            faults.Add(
                scope.LineOf("api_url_file"),
                "'api_url_file': the path of a file is expected; an address belongs into that file, or into 'api_url'");
        }

        var slack = new Integration.Slack(
            url, scope.Has("api_url_file") ? scope.Text("api_url_file") : null, scope.Text("channel"), scope.Flag("send_resolved", true));
        _ = scope.Text("api_url");
        scope.Close();
        return slack;
    }
}
