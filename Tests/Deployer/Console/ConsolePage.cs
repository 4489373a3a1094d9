using System.Collections.Concurrent;
using PuppeteerSharp;
using Tests.Tools;

namespace Tests.Browser;

/// <summary>The console in Debian's Chromium, as somebody sees it who has a token.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _faults = new();

    private ConsolePage(IBrowser browser, IPage page)
    {
        (_browser, _page) = (browser, page);
        _page.PageError += (_, fault) => _faults.Enqueue(fault.Message);
        _page.Console += (_, said) =>
        {
            if (said.Message.Type is ConsoleType.Error)
            {
                _faults.Enqueue(said.Message.Text);
            }
        };
    }

    /// <summary>What the browser held against the page: scripts that failed, and what its policy forbids.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public static async Task<ConsolePage> OpenAsync(Uri deployer, string token)
    {
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = Tool.Get("chromium"),
            // It has no sandbox for root, whom CI runs as; it sees nothing but this page.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
            DefaultViewport = new ViewPortOptions { Width = 1200, Height = 900 },
        });
        var page = new ConsolePage(browser, await browser.NewPageAsync());
        await page._page.GoToAsync(new Uri(deployer, $"/#token={token}").ToString());
        return page;
    }

    public Task<T> AskAsync<T>(string expression) => _page.EvaluateExpressionAsync<T>(expression);

    /// <summary>Waits until the expression is true in the page.</summary>
    public Task UntilAsync(string expression) => Eventually.TrueAsync(() => AskAsync<bool>(expression), expression);

    /// <summary>The texts of the cells of the flag's row.</summary>
    public Task<string[]> FlagAsync(string id) =>
        AskAsync<string[]>($"[...{RowOf(id)}.cells].map(cell => cell.innerText)");

    /// <summary>Waits until the flag's state is shown so.</summary>
    public Task ShowsAsync(string id, string state) => UntilAsync($"{RowOf(id)}?.cells[1].innerText === '{state}'");

    /// <summary>Presses the button of the flag's row, and says why.</summary>
    public async Task SwitchAsync(string id, string why)
    {
        await AskAsync<object>($"void {RowOf(id)}.querySelector('button').click()");
        await _page.TypeAsync("#reason", why);
        await _page.ClickAsync("#hand button[type=submit]");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        await _browser.DisposeAsync();
    }

    private static string RowOf(string id) =>
        $"[...document.querySelectorAll('#flags tr')].find(row => row.querySelector('code')?.innerText === '{id}')";
}
