namespace Deployer.Webhooks;

/// <summary>What a sender can do to show that it knows the secret. The address and a Bearer token always do.</summary>
internal enum SecretProof
{
    /// <summary>Nothing else.</summary>
    None,

    /// <summary>The <c>Authorization</c> header is the secret, verbatim.</summary>
    Authorization,

    /// <summary><c>X-Hub-Signature-256</c> is the HMAC-SHA256 of the raw body.</summary>
    HubSignature,

    /// <summary>The <c>X-Gitlab-Token</c> header is the secret.</summary>
    GitlabToken,
}
