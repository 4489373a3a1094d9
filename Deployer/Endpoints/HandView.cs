using Deployer.Rollouts;

namespace Deployer.Endpoints;

/// <summary>What someone did with a track.</summary>
internal sealed record HandView(HandAction Action, string By, DateTimeOffset At, string? Why)
{
    public static HandView? Of(Hand? hand) => hand is null ? null : new HandView(hand.Action, hand.By, hand.At, hand.Why);

    public static IReadOnlyList<HandView>? Of(IReadOnlyList<Hand>? hands) =>
        hands is null or [] ? null : [.. hands.Select(hand => Of(hand)!)];
}
