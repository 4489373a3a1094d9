using System.Net.Http.Headers;
using System.Text;

namespace Deployer.Registry;

/// <summary>A user and a password, or an identity token in the password's place.</summary>
internal sealed record RegistryCredential(string User, string Password)
{
    public AuthenticationHeaderValue Basic() =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));

    // A record would print both.
    public override string ToString() => $"{User}:***";
}
