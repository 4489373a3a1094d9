using Monitor.Dispatch;
using Monitor.Rules;

namespace Tests.Mail;

internal static class Notifications
{
    public static readonly DateTimeOffset At = new(2026, 11, 25, 14, 3, 20, TimeSpan.Zero);

    public static Notification Firing(string instance = "api-canary-975e84", int sequence = 1) => new(
        $"{sequence:x32}", "key", "mail", 0, new LabelSet([KeyValuePair.Create("alertname", "HighCpu")]),
        "00112233445566778899aabbccddeeff", sequence, false, sequence == 1, At, [Alert(instance, null)], []);

    public static Notification Resolved(string instance = "api-canary-975e84") => Firing(instance, 2) with
    {
        Firing = [],
        Resolved = [Alert(instance, At.AddMinutes(-1))],
    };

    public static Alert Alert(string instance, DateTimeOffset? end) => new(
        new LabelSet(
        [
            KeyValuePair.Create("alertname", "HighCpu"), KeyValuePair.Create("service", "api"), KeyValuePair.Create("track", "canary"),
            KeyValuePair.Create("instance", instance), KeyValuePair.Create("severity", "warning"),
        ]),
        new Dictionary<string, string>
        {
            ["summary"] = $"CPU of {instance} is at 93.4 % of its limit",
            ["value"] = "93.4 %",
            ["threshold"] = "above 70 %",
            ["image"] = "registry.example/team/api:canary",
            ["digest"] = "sha256:2e757d80586205d8e83161b97ce08cfcccfb00245d9d324ddc4eef297bb4a762",
            ["version"] = "0.1.0+05ca9da",
            ["last_rollout"] = "Succeeded 2026-11-25 13:58:02 UTC: api:canary@sha256:2e757d805862",
        },
        At.AddMinutes(-3),
        end,
        At);
}
