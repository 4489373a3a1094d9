using System.CommandLine;
using System.Text.RegularExpressions;
using Deployer.Access;
using ServiceDefaults.Access;

namespace Tests.Access;

public sealed class TokenCommandTests
{
    [Fact]
    public void Create_NameAndRole_PrintsATokenItsHashAndWhereItGoes()
    {
        var output = new StringWriter();
        var parsed = TokenCommand.Create().Parse("create --name ci --role operator");

        parsed.Invoke(new InvocationConfiguration { Output = output }).Should().Be(0);

        var text = output.ToString();
        var token = Regex.Match(text, "^token  (.+)$", RegexOptions.Multiline).Groups[1].Value.Trim();
        var hash = Tokens.HashOf(token);
        text.Should().ContainAll(
            $"hash   {hash}", $"Access__Tokens__ci__Hash={hash}", "Access__Tokens__ci__Role=operator",
            $$"""{"hash": "{{hash}}", "role": "operator"}""");
        Regex.Count(text, Regex.Escape(token)).Should().Be(1);
    }

    [Theory]
    [InlineData("create --role king")]
    [InlineData("create --name a/b")]
    [InlineData("")]
    public void Create_WrongCommandLine_IsAFault(string line) =>
        TokenCommand.Create().Parse(line).Errors.Should().NotBeEmpty();
}
