using System.CommandLine;
using ServiceDefaults.Access;

namespace Deployer.Access;

/// <summary>The command <c>token create</c>: makes a token for the API, and its hash for the configuration.</summary>
internal static class TokenCommand
{
    private static readonly string[] Roles = ["viewer", "operator", "admin"];

    public static Command Create()
    {
        var name = new Option<string>("--name")
        {
            Description = "Whom it stands for; it is what logs and records call them.",
            DefaultValueFactory = _ => "me",
        };
        var role = new Option<string>("--role")
        {
            Description = "What it allows.",
            DefaultValueFactory = _ => Roles[0],
        };
        role.AcceptOnlyFromAmong(Roles);
        name.Validators.Add(result =>
        {
            if (!Tokens.IsName(result.GetValueOrDefault<string>() ?? ""))
            {
                result.AddError($"--name takes {Tokens.NameRule}.");
            }
        });
        var create = new Command(
            "create", "Make a token. It is shown once and kept nowhere; configuration gets only its hash.")
        {
            name, role,
        };
        create.SetAction(parsed => Show(
            Tokens.Create(),
            parsed.GetValue(name)!,
            parsed.GetValue(role)!,
            parsed.InvocationConfiguration.Output));
        return new Command("token", "Tokens for the API.") { create };
    }

    private static void Show(string token, string name, string role, TextWriter output)
    {
        var hash = Tokens.HashOf(token);
        output.WriteLine($$"""
            token  {{token}}
            hash   {{hash}}

            Keep the token, it is not shown again: whoever asks sends it as 'Authorization: Bearer <token>'.
            The Deployer and the Monitor get the hash, in one of these ways:

              Access__Tokens__{{name}}__Hash={{hash}}
              Access__Tokens__{{name}}__Role={{role}}

              the file {{name}} in the folder of Access__TokenFolder, such as a mounted Secret:
              {"hash": "{{hash}}", "role": "{{role}}"}
            """);
    }
}
