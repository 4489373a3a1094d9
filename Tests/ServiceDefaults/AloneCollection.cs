namespace Tests;

/// <summary>Tests that no other may run beside.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class AloneCollection
{
    public const string Name = "Alone";
}
