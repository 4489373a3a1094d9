namespace Monitor.Scraping;

internal interface ITargetSource
{
    TargetSnapshot Current { get; }
}
