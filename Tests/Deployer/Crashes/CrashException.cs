namespace Tests.Crashes;

/// <summary>The process is dead.</summary>
internal sealed class CrashException(string step) : Exception($"died {step}");
