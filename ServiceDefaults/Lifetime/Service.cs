using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

// Beside the other defaults, so that no service needs a using for it.
namespace Microsoft.Extensions.Hosting;

/// <summary>Runs a service's program to its end.</summary>
public static class Service
{
    private const int Failed = 1;

    /// <summary>
    /// What a person can mend (a setting, a port in use, a folder that another process holds) is said in a line each,
    /// without a stack, and the exit code is 1. Anything else is a bug, and keeps its stack.
    /// </summary>
    public static async Task<int> RunAsync(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (OptionsValidationException exception)
        {
            return await SayAsync(exception.Failures);
        }
        catch (AggregateException exception)
            when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return await SayAsync(
                exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
        }
        catch (IOException exception)
        {
            return await SayAsync([exception.Message]);
        }
    }

    /// <summary>
    /// Serves until it is told to stop. What cannot start is stopped as if told to: its background services end without a word,
    /// where the host would call each of them failed, with its stack.
    /// </summary>
    /// <exception cref="IOException">An address is in use.</exception>
    public static async Task ServeAsync(WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                await app.StopAsync();
                throw;
            }

            await app.WaitForShutdownAsync();
        }
    }

    private static async Task<int> SayAsync(IEnumerable<string> faults)
    {
        // Whoever needs settings meets what is wrong with them: said once, not once by each.
        foreach (var fault in faults.Distinct(StringComparer.Ordinal))
        {
            await Console.Error.WriteLineAsync($"error: {fault.ReplaceLineEndings(" ")}");
        }

        return Failed;
    }
}
