// A service whose releases are on trial. How well it answers stands in a file of its image: milliseconds, and how many of a
// hundred requests are answered 500.
var (milliseconds, errors) = File.ReadAllText("behaviour.txt").Split(' ') is [var first, var second]
    ? (int.Parse(first), int.Parse(second))
    : throw new InvalidOperationException("behaviour.txt must hold two numbers.");
var digest = Environment.GetEnvironmentVariable("Instance__Digest") ?? "";
var track = Environment.GetEnvironmentVariable("Instance__Track") ?? "";

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGet("/", async (HttpResponse response, TimeProvider time, CancellationToken cancellationToken) =>
{
    await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, cancellationToken);
    response.Headers["X-Digest"] = digest;
    response.Headers["X-Track"] = track;
    return Results.StatusCode(Random.Shared.Next(100) < errors ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
});
await app.RunAsync();
