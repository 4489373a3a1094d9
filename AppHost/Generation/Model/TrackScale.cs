namespace AppHost.Generation.Model;

/// <param name="CpuPercent">Of the CPU that an instance requests, on average.</param>
internal sealed record TrackScale(int Min, int Max, int CpuPercent);
