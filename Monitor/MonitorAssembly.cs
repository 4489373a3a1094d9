namespace Monitor;

/// <summary>Names this assembly to tests, where three classes are called Program.</summary>
internal sealed class MonitorAssembly;
