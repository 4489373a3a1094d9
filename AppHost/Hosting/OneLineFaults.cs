namespace Aspire.Hosting;

/// <summary>A fault in the composition is for its author: one line that says what to change, and no stack trace.</summary>
internal static class OneLineFaults
{
    private static int _installed;

    public static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                if (unhandled.ExceptionObject is DistributedApplicationException fault)
                {
                    Console.Error.WriteLine(fault.Message);
                    Environment.Exit(1);
                }
            };
        }
    }
}
