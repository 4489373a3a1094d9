namespace AppHost.Generation.Model;

internal enum NoteKind
{
    /// <summary>Is in the output otherwise than the manifest has it.</summary>
    Adjusted,

    /// <summary>A default of the generator's stands where the manifest says nothing.</summary>
    Assumed,

    /// <summary>Has to be filled in before the output can be applied.</summary>
    ToFillIn,

    /// <summary>Is not in the output.</summary>
    LeftOut,
}
