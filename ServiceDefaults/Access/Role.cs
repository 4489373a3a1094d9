namespace ServiceDefaults.Access;

/// <summary>What someone may do; a higher role includes the lower ones.</summary>
internal enum Role
{
    /// <summary>Look.</summary>
    Viewer = 1,

    /// <summary>Act on what runs: promote, roll back, pause, silence.</summary>
    Operator,

    /// <summary>Anything.</summary>
    Admin,
}
