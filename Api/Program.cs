using Api.Faults;
using Api.Features;
using Api.Home;
using Api.Keys;

return await Service.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults();
    builder.AddRedisClient("redis");
    builder.AddFaults();
    builder.AddFeatures();
    builder.AddKeys();

    var app = builder.Build();
    app.UseFaults();
    app.UseFeatureGates();
    app.MapDefaultEndpoints();
    app.MapHome();
    app.MapKeys();
    await Service.ServeAsync(app);
});
