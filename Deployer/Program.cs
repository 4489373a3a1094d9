using Deployer;
using Deployer.Control;
using Deployer.Endpoints;
using Deployer.History;
using Deployer.Webhooks;

if (Commands.Asked(args))
{
    return await Commands.RunAsync(args);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRedisClient("redis");
builder.AddRollouts();
builder.AddWebhooks();
builder.AddHistory();
builder.AddEndpoints();

var app = builder.Build();
app.UseExceptionHandler();
app.MapDefaultEndpoints();
app.MapWebhooks();
app.MapRollouts();
app.MapTracks();
app.MapTargets();
await app.RunAsync();
return 0;
