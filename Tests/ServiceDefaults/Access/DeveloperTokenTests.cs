using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;
using Tests.Fakes;
using Tests.Hosting;

namespace Tests.Access;

public sealed class DeveloperTokenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "developer.token");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_DevelopmentWithoutTokens_MakesOneForItsOwnerAndLogsNone()
    {
        var lines = new LogLines();
        await using var app = Hosts.Build("Development", builder =>
        {
            builder.AddAccess(_folder.Path);
            builder.Keep(lines);
        });
        await app.StartAsync();

        var token = app.Services.GetRequiredService<DeveloperToken>().Value!;

        (await System.IO.File.ReadAllTextAsync(File)).Trim().Should().Be(token);
        IsForItsOwnerOnly();
        lines.All.Should().NotContain(line => line.Contains(token));
    }

    [Fact]
    public void GetOrCreate_Again_IsTheSame()
    {
        var token = new DeveloperTokenFile(_folder.Path).GetOrCreate();

        new DeveloperTokenFile(_folder.Path).GetOrCreate().Should().Be(token);
    }

    [Fact]
    public void GetOrCreate_OthersCouldReadIt_MakesAnother()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var token = new DeveloperTokenFile(_folder.Path).GetOrCreate();
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        new DeveloperTokenFile(_folder.Path).GetOrCreate().Should().NotBe(token);
        IsForItsOwnerOnly();
    }

    [Fact]
    public async Task Ask_TokenOfTheAppHost_IsAnAdmins()
    {
        const string token = "the-token-that-the-apphost-gave-along";
        await using var app = AccessHost.Build("Development", null, ("Access:DeveloperToken", token));
        await app.StartAsync();
        using var client = app.Client(token);

        using var answer = await client.DeleteAsync("/api/all");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be("developer");
    }

    private void IsForItsOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.GetUnixFileMode(File).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
