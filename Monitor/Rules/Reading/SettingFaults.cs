namespace Monitor.Rules.Reading;

/// <summary>Everything that is wrong with a file of settings, in the order of its lines.</summary>
internal sealed class SettingFaults
{
    private readonly List<(int Line, string Message)> _faults = [];

    public bool Any => _faults.Count > 0;

    public IReadOnlyList<string> Messages =>
        [.. _faults.OrderBy(fault => fault.Line).Select(fault => $"line {fault.Line}: {fault.Message}")];

    public void Add(int line, string message) => _faults.Add((line, message));
}
