namespace Benchmarks.Canaries;

/// <summary>One answer through the one address.</summary>
/// <param name="At">When it came, since the load began.</param>
/// <param name="Digest">The release that answered; empty when nothing did.</param>
/// <param name="Fault">Null when it was answered with success.</param>
internal sealed record TrialAnswer(TimeSpan At, string Digest, string? Fault);
