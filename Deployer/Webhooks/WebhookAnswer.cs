using Deployer.Control;

namespace Deployer.Webhooks;

/// <summary>The answer to a webhook: what was accepted, and what was ignored and why.</summary>
internal sealed record WebhookAnswer(IReadOnlyList<AcceptedPush> Accepted, IReadOnlyList<string> Ignored)
{
    public static WebhookAnswer Of(IReadOnlyList<PushOutcome> outcomes, IReadOnlyList<string> ignored) => new(
        [
            .. from outcome in outcomes
               from accepted in outcome.Accepted
               select new AcceptedPush(
                   accepted.Track.Service,
                   accepted.Track.Track,
                   outcome.Image.Familiar,
                   accepted.Id,
                   $"/api/rollouts/{accepted.Id}"),
        ],
        [.. ignored, .. outcomes.Select(outcome => outcome.Ignored).OfType<string>().Select(why => $"ignored: {why}")]);
}
