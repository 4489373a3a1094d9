namespace Tests.Load;

/// <param name="At">When the answer was there, since the load began.</param>
/// <param name="Milliseconds">From sending to the last byte of the answer.</param>
/// <param name="Digest">The release that answered; empty when none said so.</param>
/// <param name="Track">The track that answered; empty when none said so.</param>
/// <param name="Fault">Null when it was answered with success.</param>
internal sealed record LoadSample(TimeSpan At, double Milliseconds, string Digest, string Track, string? Fault);
