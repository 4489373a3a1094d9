// A service to release in tests. What it does wrong stands in a file of its image: crash, deaf (never live).
var behaviour = File.Exists("behaviour.txt") ? File.ReadAllText("behaviour.txt") : "";
if (behaviour == "crash")
{
    Console.Error.WriteLine("boom");
    return 3;
}

// Whatever becomes of the tests, nothing of them stays behind.
_ = Task.Delay(TimeSpan.FromMinutes(5)).ContinueWith(_ => Environment.Exit(9), TaskScheduler.Default);

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
var live = behaviour != "deaf";
var ready = true;
using var rest = new CancellationTokenSource();
var me = $"{Environment.GetEnvironmentVariable("Instance__Name")} {Environment.GetEnvironmentVariable("Instance__Digest")}";

app.MapGet("/health/live", () => Results.StatusCode(live ? 200 : 500));
app.MapGet("/health/ready", () => Results.StatusCode(ready ? 200 : 503));
app.MapGet("/", () => me);
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapGet("/process", () => Environment.ProcessId);
app.MapGet("/slow", async (CancellationToken cancellationToken) =>
{
    await Task.Delay(TimeSpan.FromMilliseconds(700), cancellationToken);
    return me;
});
app.MapMethods("/echo", ["POST", "PUT"], async (HttpRequest request) =>
{
    using var reader = new StreamReader(request.Body);
    return await reader.ReadToEndAsync();
});
app.MapPost("/sick", () => { live = false; });
app.MapPost("/busy", () => { ready = false; });
app.MapPost("/burn", () =>
{
    // Until it is told to rest; by itself only when nobody does.
    rest.CancelAfter(TimeSpan.FromMinutes(2));
    _ = Task.Run(() =>
    {
        while (!rest.IsCancellationRequested)
        {
        }
    });
});
app.MapPost("/rest", () => rest.Cancel());
await app.RunAsync();
return 0;
