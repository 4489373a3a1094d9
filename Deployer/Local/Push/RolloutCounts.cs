namespace Deployer.Local.Push;

internal sealed record RolloutCounts(int Wanted, int Available, int Outdated);
