namespace ServiceDefaults.Access;

/// <summary>Why a request was not let in; the labels of the metric.</summary>
internal enum Refusal
{
    /// <summary>It brought no token.</summary>
    Missing,

    /// <summary>It brought something in the header that cannot be one.</summary>
    Malformed,

    /// <summary>Its token is nobody's, or nobody's any more.</summary>
    Unknown,

    /// <summary>Its JWT has expired.</summary>
    Expired,

    /// <summary>Its JWT is not the issuer's, not meant for this service, or changed.</summary>
    Invalid,

    /// <summary>Its JWT could not be checked, because the issuer cannot be asked.</summary>
    IssuerAway,

    /// <summary>Its address has presented too many wrong tokens.</summary>
    Limited,

    /// <summary>It was known, and has not the role.</summary>
    Role,
}
