using Deployer;
using Deployer.Alerts;
using Deployer.Console;
using Deployer.Control;
using Deployer.Endpoints;
using Deployer.Endpoints.Flags;
using Deployer.Flags;
using Deployer.History;
using Deployer.Kube;
using Deployer.Local;
using Deployer.Monitoring;
using Deployer.Prometheus;
using Deployer.Registry;
using Deployer.Webhooks;
using ServiceDefaults.Access;

if (Commands.Asked(args))
{
    return await Commands.RunAsync(args);
}

return await Service.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults();
    builder.AddAccess(builder.Configuration["Local:StateFolder"]);
    builder.AddRedisClient("redis");
    builder.AddRollouts();
    builder.AddMonitorMeasurements();
    builder.AddPrometheusMeasurements();
    builder.AddWebhooks();
    builder.AddHistory();
    builder.AddRegistry();
    builder.AddFlagKeeping();
    builder.AddAlerts();
    builder.AddKube();
    builder.AddLocal();
    builder.RequireOneCluster();
    builder.AddEndpoints();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.UseExceptionHandler();
    app.UseRateLimiter();
    app.MapWebhooks();
    app.MapRollouts();
    app.MapTracks();
    app.MapHands();
    app.MapTargets();
    app.MapFlags();
    app.MapConsole();
    await Service.ServeAsync(app);
});
