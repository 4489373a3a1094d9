namespace Aspire.Hosting.Running;

/// <summary>Asks for every parameter before anything starts, so that all that are missing are named at once.</summary>
internal static class ParameterCheck
{
    public static async Task<List<string>> FaultsAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (var parameter in resources.OfType<ParameterResource>())
        {
            try
            {
                await parameter.GetValueAsync(cancellationToken);
            }
            catch (MissingParameterValueException fault)
            {
                faults.Add(fault.Message);
            }
        }

        return faults;
    }
}
