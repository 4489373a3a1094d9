using ServiceDefaults.Asking;
using Tests.Hosting;

namespace Tests.Asking;

public sealed class BearerRequestsTests
{
    [Theory]
    [InlineData("given", "Bearer given")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task AuthorizeAsync_NoFile_TakesTheTokenThatIsGiven(string? token, string? header) =>
        (await HeaderAsync(null, token)).Should().Be(header);

    [Fact]
    public async Task AuthorizeAsync_AFile_GoesFirstAndMayChange()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, "one\n");
        (await HeaderAsync(file, "given")).Should().Be("Bearer one");

        await File.WriteAllTextAsync(file, "two");

        (await HeaderAsync(file, "given")).Should().Be("Bearer two");
    }

    private static async Task<string?> HeaderAsync(string? file, string? token)
    {
        using var request = new HttpRequestMessage();
        await request.AuthorizeAsync(file, token, CancellationToken.None);
        return request.Headers.Authorization?.ToString();
    }
}
