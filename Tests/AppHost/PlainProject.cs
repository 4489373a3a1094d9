using Aspire.Hosting;

namespace Tests.Hosting;

/// <summary>A project without launch settings, that is this assembly when it runs.</summary>
internal sealed class PlainProject : IProjectMetadata
{
    public string ProjectPath => typeof(PlainProject).Assembly.Location;

    public string TargetPath => typeof(PlainProject).Assembly.Location;
}
