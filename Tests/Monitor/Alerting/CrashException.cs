namespace Tests.Alerting;

internal sealed class CrashException(string step) : Exception(step);
