using StackExchange.Redis;

namespace ServiceDefaults.Redis;

internal sealed class RedisOptions
{
    public string ConnectionString { get; set; } = "";

    /// <summary>An empty one counts as parseable: that it is missing is another fault, said once.</summary>
    public bool IsParseable()
    {
        try
        {
            return string.IsNullOrWhiteSpace(ConnectionString)
                || ConfigurationOptions.Parse(ConnectionString).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
