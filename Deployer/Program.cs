using Deployer;
using Deployer.Console;
using Deployer.Control;
using Deployer.Endpoints;
using Deployer.History;
using Deployer.Local;
using Deployer.Webhooks;
using ServiceDefaults.Access;

if (Commands.Asked(args))
{
    return await Commands.RunAsync(args);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServing();
builder.AddServiceDefaults();
builder.AddAccess(builder.Configuration["Local:StateFolder"]);
builder.AddRedisClient("redis");
builder.AddRollouts();
builder.AddWebhooks();
builder.AddHistory();
builder.AddLocal();
builder.AddEndpoints();

return await builder.Build().ServeAsync(app =>
{
    app.UseExceptionHandler();
    app.UseRateLimiter();
    app.MapDefaultEndpoints();
    app.MapWebhooks();
    app.MapRollouts();
    app.MapTracks();
    app.MapTargets();
    app.MapConsole();
});
