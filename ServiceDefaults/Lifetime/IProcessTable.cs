namespace ServiceDefaults.Lifetime;

internal interface IProcessTable
{
    /// <summary>
    /// A mark that two processes with the same id never share, such as the time of the start; null when no process with
    /// this id is alive.
    /// </summary>
    string? Find(int processId);
}
