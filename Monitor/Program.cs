using Monitor.Discovery;
using Monitor.Endpoints;
using Monitor.Scraping;

return await Service.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults();
    builder.AddDiscovery();
    builder.AddScraping();
    builder.AddEndpoints();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapInstances();
    await app.RunAsync();
});
