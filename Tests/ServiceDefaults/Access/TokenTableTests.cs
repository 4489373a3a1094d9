using System.Security.Cryptography;
using ServiceDefaults.Access;

namespace Tests.Access;

public sealed class TokenTableTests
{
    private static readonly AccessToken[] Three =
    [
        new("first", Role.Viewer, Tokens.HashBytesOf("a")),
        new("second", Role.Operator, Tokens.HashBytesOf("b")),
        new("third", Role.Admin, Tokens.HashBytesOf("c")),
    ];

    [Theory]
    [InlineData("a", "first")]
    [InlineData("b", "second")]
    [InlineData("c", "third")]
    [InlineData("d", null)]
    public void Find_WhicheverItIs_ComparesWithEveryOne(string token, string? name)
    {
        var comparisons = 0;
        var table = new TokenTable([.. Three], (left, right) =>
        {
            comparisons++;
            return CryptographicOperations.FixedTimeEquals(left, right);
        });

        table.Find(token)?.Name.Should().Be(name);

        comparisons.Should().Be(3);
    }

    [Fact]
    public void FixedTime_TheComparisonThatIsUsed_IsTheFrameworks() =>
        TokenTable.FixedTime.Method.DeclaringType.Should().Be(typeof(CryptographicOperations));

    [Fact]
    public void Create_Twice_AreTwoAndTheHashIsConfigurations()
    {
        var (one, other) = (Tokens.Create(), Tokens.Create());

        one.Should().NotBe(other).And.MatchRegex("^slipway_[A-Za-z0-9]{43}$");
        Tokens.HashOf("abc").Should()
            .Be("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "FIPS 180-2 says so");
        Tokens.TryParseHash(Tokens.HashOf(one), out var hash).Should().BeTrue();
        hash.Should().Equal(Tokens.HashBytesOf(one));
    }
}
