using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Access;
using Tests.Fakes;
using Tests.Hosting;

namespace Tests.Access;

public sealed class RotationTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _lines = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        Mount(("ci", AccessHost.Viewer, "viewer"));
        _app = AccessHost.Build(
            "Production",
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_time);
                builder.Keep(_lines);
            },
            ("Access:TokenFolder", _folder.Path));
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _lines.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Mount_NewToken_HoldsBesideTheOldAndThenAlone()
    {
        (await AskAsync(AccessHost.Viewer)).Should().Be(HttpStatusCode.OK);
        (await AskAsync(AccessHost.Operator)).Should().Be(HttpStatusCode.Unauthorized);

        Mount(("ci", AccessHost.Viewer, "viewer"), ("ci-2", AccessHost.Operator, "viewer"));
        await BecomesAsync((AccessHost.Operator, HttpStatusCode.OK), (AccessHost.Viewer, HttpStatusCode.OK));

        Mount(("ci-2", AccessHost.Operator, "viewer"));
        await BecomesAsync((AccessHost.Viewer, HttpStatusCode.Unauthorized), (AccessHost.Operator, HttpStatusCode.OK));
        // It is said a moment after it holds.
        await Eventually.TrueAsync(() => _lines.All.Any(line => line.Contains("The tokens changed, 1 hold now: ci-2")));
    }

    [Fact]
    public async Task Mount_OneFileIsFaulty_TheOthersHoldAndTheFaultIsLoggedWithoutItsContent()
    {
        Mount(("ci", AccessHost.Viewer, "viewer"), ("ci-2", AccessHost.Operator, "viewer"));
        _folder.Write("ci", $$"""{"hash": "{{AccessHost.Viewer}}", "role": "viewer"}""");

        await BecomesAsync((AccessHost.Operator, HttpStatusCode.OK));

        (await AskAsync(AccessHost.Viewer)).Should().Be(HttpStatusCode.Unauthorized);
        _lines.All.Should()
            .Contain(line => line.Contains("Tokens could not be taken over") && line.Contains("ci: the hash"))
            .And.NotContain(line => line.Contains(AccessHost.Viewer));
    }

    [Fact]
    public async Task Mount_FolderIsGone_WhatWasKnownHolds()
    {
        Directory.Delete(_folder.Path, recursive: true);

        _app.Services.GetRequiredService<LiveTokens>().Refresh();

        (await AskAsync(AccessHost.Viewer)).Should().Be(HttpStatusCode.OK);
        Directory.CreateDirectory(_folder.Path);
    }

    [Fact]
    public async Task Configuration_TokenTakenOut_HoldsNoLonger()
    {
        await using var app = await AccessHost.StartAsync(AccessHost.AllRoles);
        using var client = app.Client(AccessHost.Viewer);
        (await client.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.OK);

        app.Configuration["Access:Tokens:viewer:Hash"] = Tokens.HashOf("another-token-0123456789-0123456789");
        app.Services.GetRequiredService<LiveTokens>().Refresh();

        (await client.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    /// <summary>As the kubelet does it: a folder of files, and a link to it that is exchanged.</summary>
    private void Mount(params (string Name, string Token, string Role)[] tokens)
    {
        var version = Path.Combine(_folder.Path, $"..{Guid.NewGuid():N}");
        Directory.CreateDirectory(version);
        foreach (var (name, token, role) in tokens)
        {
            File.WriteAllText(
                Path.Combine(version, name), $$"""{"hash": "{{Tokens.HashOf(token)}}", "role": "{{role}}"}""");
        }

        var data = Path.Combine(_folder.Path, "..data");
        var next = Path.Combine(_folder.Path, "..data_tmp");
        Directory.CreateSymbolicLink(next, Path.GetFileName(version));
        if (Directory.Exists(data))
        {
            Directory.Delete(data);
        }

        Directory.Move(next, data);
        foreach (var link in Directory.EnumerateFiles(_folder.Path))
        {
            File.Delete(link);
        }

        foreach (var (name, _, _) in tokens)
        {
            File.CreateSymbolicLink(Path.Combine(_folder.Path, name), Path.Combine("..data", name));
        }
    }

    /// <summary>All of it together: a look in the middle of a mount sees only a part of that.</summary>
    private Task BecomesAsync(params (string Token, HttpStatusCode Status)[] expected) => Eventually.TrueAsync(async () =>
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        foreach (var (token, status) in expected)
        {
            if (await AskAsync(token) != status)
            {
                return false;
            }
        }

        return true;
    });

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var client = _app.Client(token);
        using var answer = await client.GetAsync("/api/look");
        return answer.StatusCode;
    }
}
