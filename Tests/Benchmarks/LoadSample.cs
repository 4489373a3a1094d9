namespace Benchmarks;

/// <param name="Milliseconds">From sending to the last byte of the answer.</param>
/// <param name="Fault">Null when it was answered with success.</param>
internal sealed record LoadSample(double Milliseconds, string? Fault);
