using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Storage;

/// <summary>That a service evaluates a flag.</summary>
/// <param name="At">When it was last reported to; as exact as the period of the reports.</param>
/// <param name="Origin">Where its definition was found then.</param>
public sealed record FlagEvaluated(string Service, string Id, DateTimeOffset At, FlagOrigin Origin);
