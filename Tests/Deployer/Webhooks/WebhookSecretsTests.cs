using System.Security.Cryptography;
using System.Text;
using Deployer.Webhooks;
using Deployer.Webhooks.Receivers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Tests.Webhooks;

public sealed class WebhookSecretsTests
{
    private const string First = "first-secret-of-16";
    private const string Second = "second-secret-of-16";
    private const string Own = "own-secret-of-github";
    private static readonly byte[] Body = "{\"a\":1}"u8.ToArray();

    [Theory]
    [InlineData(First, true)]
    [InlineData(Second, true)]
    [InlineData("first-secret-of-1", false)]
    [InlineData("", false)]
    public void IsKnown_SecretInAddress_MatchesEitherLiveSecret(string presented, bool known)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new PresentedSecret(presented));

        Secrets().IsKnown(new DockerHubReceiver(), context).Should().Be(known);
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + First, true)]
    [InlineData("Authorization", "bearer " + Second, true)]
    [InlineData("Authorization", First, false)]
    [InlineData("X-Gitlab-Token", First, false)]
    public void IsKnown_DockerHub_TakesOnlyABearerToken(string header, string value, bool known) =>
        Secrets().IsKnown(new DockerHubReceiver(), With(header, value)).Should().Be(known);

    [Fact]
    public void IsKnown_Harbor_TakesTheHeaderVerbatim() =>
        Secrets().IsKnown(new HarborReceiver(), With("Authorization", Second)).Should().BeTrue();

    [Fact]
    public void IsKnown_GitLab_TakesItsToken() =>
        Secrets().IsKnown(new GitLabReceiver(), With("X-Gitlab-Token", First)).Should().BeTrue();

    [Fact]
    public void IsKnown_ReceiverWithItsOwnSecret_DoesNotTakeTheCommonOne()
    {
        Secrets().IsKnown(new GitHubReceiver(), With("Authorization", "Bearer " + First)).Should().BeFalse();
        Secrets().IsKnown(new GitHubReceiver(), With("Authorization", "Bearer " + Own)).Should().BeTrue();
    }

    [Fact]
    public void IsSigned_HmacOfTheRawBody_IsTrue() =>
        Secrets().IsSigned(new GitHubReceiver(), With("X-Hub-Signature-256", Sign(Own)), Body).Should().BeTrue();

    [Theory]
    [InlineData(First, true, true)]
    [InlineData(Own, false, true)]
    [InlineData(Own, true, false)]
    public void IsSigned_AnotherSecretBodyOrReceiver_IsFalse(string secret, bool body, bool github)
    {
        IWebhookReceiver receiver = github ? new GitHubReceiver() : new GenericReceiver();

        Secrets().IsSigned(receiver, With("X-Hub-Signature-256", Sign(secret)), body ? Body : "{}"u8).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha1=0000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void IsSigned_NoSignature_IsFalse(string header) =>
        Secrets().IsSigned(new GitHubReceiver(), With("X-Hub-Signature-256", header), Body).Should().BeFalse();

    [Fact]
    public void Validate_Faults_AreAllNamedWithoutTheSecrets()
    {
        var options = new WebhookOptions { Secret = "shortsecret", SecondSecret = "alsoshort", AllowedNetworks = { "everywhere" } };
        options.Receivers["quay"] = new ReceiverSecrets { Secret = "tiny" };

        var faults = options.Validate(new(options)).Select(fault => fault.ErrorMessage!).ToArray();

        faults.Should().HaveCount(4);
        faults.Should().Contain(fault => fault.Contains("Webhooks:Receivers:quay:Secret"));
        faults.Should().Contain(fault => fault.Contains("'everywhere'"));
        string.Concat(faults).Should().NotContain("shortsecret").And.NotContain("alsoshort").And.NotContain("tiny");
    }

    private static WebhookSecrets Secrets()
    {
        var options = new WebhookOptions { Secret = First, SecondSecret = Second };
        options.Receivers["GitHub"] = new ReceiverSecrets { Secret = Own };
        return new WebhookSecrets(Options.Create(options));
    }

    private static DefaultHttpContext With(string header, string value)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[header] = value;
        return context;
    }

    private static string Sign(string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Body));
}
