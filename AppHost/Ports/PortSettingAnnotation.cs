namespace AppHost.Ports;

/// <summary>Names the setting that moves a resource to another port, for whoever finds it in use.</summary>
internal sealed record PortSettingAnnotation(string Key) : IResourceAnnotation;
