namespace Monitor.Rules;

/// <summary>How a rule's values are shown to people.</summary>
internal enum ValueUnit
{
    /// <summary>As a plain number.</summary>
    None,

    /// <summary>The number is in percent.</summary>
    Percent,

    /// <summary>Bytes, shown in MB and their like, of 10^6.</summary>
    Bytes,

    /// <summary>Seconds.</summary>
    Seconds,
}
