namespace Aspire.Hosting.ApplicationModel;

internal sealed class CommandLineArgsCallbackContext(DistributedApplicationExecutionContext executionContext)
{
    public IList<object> Args { get; } = [];

    public DistributedApplicationExecutionContext ExecutionContext => executionContext;
}
