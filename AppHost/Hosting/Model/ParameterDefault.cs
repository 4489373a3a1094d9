using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

internal abstract class ParameterDefault
{
    public abstract void WriteToManifest(ManifestPublishingContext context);

    public abstract string GetDefaultValue();
}
