namespace Tests.Contract;

/// <summary>What the instances of an image do.</summary>
internal enum Behaviour
{
    Serves,

    /// <summary>It runs, and never becomes ready.</summary>
    NeverReady,

    /// <summary>It says «boom» and ends, each time it is started.</summary>
    Crashes,
}
