namespace ServiceDefaults.Settings;

/// <summary>Stands for a service whose creation is its check, among the options that are checked at the start.</summary>
internal sealed class StartCheck<TService>;
