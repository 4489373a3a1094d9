namespace Monitor.Alerting.Tracks;

/// <summary>What the Deployer last said of the tracks.</summary>
internal interface ITrackReports
{
    TrackReport Current { get; }
}
