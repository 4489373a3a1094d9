using Microsoft.Extensions.Options;

namespace Deployer;

internal static class Serving
{
    private const int Failed = 1;

    public static WebApplicationBuilder AddServing(this WebApplicationBuilder builder)
    {
        // The host would print once more, with their stacks, the faults that are said below. And YARP two lines a request.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        return builder;
    }

    /// <summary>
    /// Maps the endpoints and serves until told to stop. What a person can mend (a setting, a port in use, a state folder that another Deployer
    /// holds) is said in a line each, without a stack trace, and the exit code is 1.
    /// </summary>
    public static async Task<int> ServeAsync(this WebApplication app, Action<WebApplication> map)
    {
        try
        {
            map(app);
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException exception)
        {
            return await SayAsync(exception.Failures);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return await SayAsync(exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
        }
        catch (IOException exception)
        {
            return await SayAsync([exception.Message]);
        }
    }

    private static async Task<int> SayAsync(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            await System.Console.Error.WriteLineAsync($"deployer: {fault.ReplaceLineEndings(" ")}");
        }

        return Failed;
    }
}
