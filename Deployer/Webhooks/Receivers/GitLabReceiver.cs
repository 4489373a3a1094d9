namespace Deployer.Webhooks.Receivers;

/// <summary>
/// GitLab: its own registry sends what CNCF Distribution sends; a job sends the generic form. Either comes with
/// <c>X-Gitlab-Token</c>. Project webhooks have no event for a pushed image, so any other body is ignored.
/// </summary>
internal sealed class GitLabReceiver : IWebhookReceiver
{
    private readonly DistributionReceiver _envelope = new();
    private readonly GenericReceiver _generic = new();

    public string Name => "gitlab";

    public SecretProof Proof => SecretProof.GitlabToken;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, root =>
    {
        var content = root.Array("events") is not null ? _envelope.Read(payload)
            : root.Text("object_kind") is { } kind ? WebhookContent.Nothing($"event '{Shown.Of(kind)}' is no push of an image")
            : _generic.Read(payload);
        return content with { Pushes = [.. content.Pushes.Select(push => push with { Source = Name })] };
    });
}
