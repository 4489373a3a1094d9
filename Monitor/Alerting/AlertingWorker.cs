using Microsoft.Extensions.Options;
using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Storage;
using Monitor.Scraping;

namespace Monitor.Alerting;

/// <summary>Makes a pass at every scrape, and at least at every interval.</summary>
internal sealed class AlertingWorker(
    AlertingPass pass,
    Lead lead,
    InstanceBoard board,
    SelfReport self,
    OutboxWorker outbox,
    IOptions<AlertingOptions> options,
    TimeProvider time,
    ILogger<AlertingWorker> logger) : BackgroundService
{
    /// <summary>Scrapes of many instances are looked at together.</summary>
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ResignPatience = TimeSpan.FromSeconds(2);
    private string? _fault;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(ResignPatience, time);
        try
        {
            await lead.ResignAsync(patience.Token);
        }
        catch (Exception e) when (e is StateUnavailableException or OperationCanceledException)
        {
            // It runs out by itself.
            Log.StateAway(logger, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await PassAsync(stoppingToken);
            await Task.Delay(_fault is null ? BetweenPasses : AfterFault, time, stoppingToken);
            await board.UntilScrapedAsync(options.Value.EvaluationInterval, time, stoppingToken);
        }
    }

    private async Task PassAsync(CancellationToken stoppingToken)
    {
        try
        {
            self.Report(time.GetUtcNow());
            await pass.RunAsync(time.GetUtcNow(), stoppingToken);
            outbox.Wake();
            if (_fault is not null)
            {
                Log.StateBack(logger);
            }

            _fault = null;
        }
        catch (StateUnavailableException e)
        {
            if (_fault is null)
            {
                Log.StateAway(logger, e.Message);
            }

            _fault = e.Message;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // A fault in one pass must not end alerting.
            Log.PassFailed(logger, e);
            _fault = e.Message;
        }
    }
}
