using System.Diagnostics;
using Tests.Fakes;

namespace Tests.Access;

public sealed class SecrecyTests
{
    [Fact]
    public async Task Ask_WithAnyToken_LeavesItOutOfLogsAndTraces()
    {
        const string wrong = "a-wrong-token-0123456789-0123456789";
        var lines = new LogLines();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using (var app = AccessHost.Build("Production", builder => builder.Keep(lines), AccessHost.AllRoles))
        {
            await app.StartAsync();
            foreach (var token in new[] { AccessHost.Operator, wrong })
            {
                using var client = app.Client(token);
                using var looked = await client.GetAsync("/api/look");
                using var acted = await client.PostAsync("/api/act", null);
            }
        }

        string[] secrets = [AccessHost.Operator, wrong, ServiceDefaults.Access.Tokens.HashOf(AccessHost.Operator)];
        lines.All.Should().NotContain(line => secrets.Any(line.Contains))
            .And.Contain(line => line.StartsWith("operator (operator) asked for POST /api/act"))
            .And.Contain(line => line.StartsWith("A token from 127.0.0.1 was refused: The token is not known"));
        lock (spans)
        {
            spans.Should().Contain(span => span.OperationName.Contains("HttpRequestIn"));
            spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName))
                .Should().NotContain(text => secrets.Any(text.Contains));
        }
    }
}
