using Deployer.Control;

namespace Deployer.History;

internal static class HistoryServices
{
    public static WebApplicationBuilder AddHistory(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IRolloutHistory, RedisRolloutHistory>();
        return builder;
    }
}
