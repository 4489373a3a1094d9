using Microsoft.Extensions.Options;
using Monitor.Scraping;

namespace Monitor.Alerting.Plan;

/// <summary>
/// The plan that holds. At the start a faulty file ends the process with all its faults; later it is complained about once,
/// and the plan that ran goes on.
/// </summary>
internal sealed class AlertingPlanSource
{
    private readonly IOptions<AlertingOptions> _options;
    private readonly ISettingsFormat _format;
    private readonly ILogger<AlertingPlanSource> _logger;
    private readonly TimeSpan _kept;
    private volatile AlertingPlan _current;
    private volatile string _seen;
    private volatile IReadOnlyList<string> _faults = [];

    /// <exception cref="OptionsValidationException">The file is not there, or faulty.</exception>
    public AlertingPlanSource(
        IOptions<AlertingOptions> options, IOptions<ScrapeOptions> scraping, ISettingsFormat format, ILogger<AlertingPlanSource> logger)
    {
        (_options, _format, _logger, _kept) = (options, format, logger, scraping.Value.Window);
        string text;
        try
        {
            text = ReadText();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault([$"{AlertingOptions.Section}:File = '{options.Value.File}': {e.Message}"]);
        }

        var (plan, faults) = AlertingPlanReader.Read(text, _kept, format);
        _current = plan ?? throw Fault(faults.Select(fault => $"{Name}: {fault}"));
        _seen = text;
    }

    public AlertingPlan Current => _current;

    /// <summary>What is wrong with the file as it is now; the plan is an earlier one then.</summary>
    public IReadOnlyList<string> Faults => _faults;

    private string Name => _options.Value.File ?? "the built-in rules";

    /// <summary>Takes the file's plan where the file has changed and is sound; says whether it is sound.</summary>
    public bool Reload()
    {
        try
        {
            return Take(ReadText());
        }
        catch (Exception e)
        {
            // Whatever it is: a file that is changed must not end what runs.
            return Refuse([e.Message]);
        }
    }

    private bool Take(string text)
    {
        if (text == _seen)
        {
            return _faults.Count == 0;
        }

        _seen = text;
        var (plan, faults) = AlertingPlanReader.Read(text, _kept, _format);
        if (plan is null)
        {
            return Refuse(faults);
        }

        (_current, _faults) = (plan, []);
        Log.PlanLoaded(_logger, Name, plan.Rules.Count);
        return true;
    }

    private bool Refuse(IReadOnlyList<string> faults)
    {
        if (!faults.SequenceEqual(_faults))
        {
            foreach (var fault in faults)
            {
                Log.PlanRefused(_logger, Name, fault);
            }
        }

        _faults = faults;
        return false;
    }

    private string ReadText()
    {
        if (_options.Value.File is { Length: > 0 } file)
        {
            return File.ReadAllText(file);
        }

        using var stream = typeof(AlertingPlanSource).Assembly.GetManifestResourceStream("Monitor.alerting.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static OptionsValidationException Fault(IEnumerable<string> faults) =>
        new(AlertingOptions.Section, typeof(AlertingOptions), faults);
}
