using Monitor.Discovery;
using Monitor.Endpoints;
using Monitor.Measurements;
using Monitor.Scraping;
using ServiceDefaults.Access;

return await Service.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults();
    builder.AddAccess();
    builder.AddDiscovery();
    builder.AddScraping();
    builder.AddMeasurements();
    builder.AddEndpoints();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapInstances();
    app.MapMeasurements();
    await app.RunAsync();
});
