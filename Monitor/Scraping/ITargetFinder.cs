namespace Monitor.Scraping;

/// <summary>One place where targets are found.</summary>
internal interface ITargetFinder
{
    TargetSnapshot Current { get; }
}
