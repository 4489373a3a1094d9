using Api.Faults;
using Api.Features;
using Api.Home;
using Api.Keys;

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
app.Run();
