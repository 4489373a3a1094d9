namespace Deployer.Registry;

/// <summary>A token service's answer; older services say <c>token</c>, OAuth2 ones <c>access_token</c>.</summary>
internal sealed record TokenAnswer(string? Token, string? AccessToken, int? ExpiresIn);
