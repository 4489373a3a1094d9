using ServiceDefaults.Instances;

namespace Api.Home;

/// <summary>Which instance answered, and what it runs. Empty where nobody said.</summary>
internal sealed record InstanceAnswer(
    string Service, string Track, string Version, string Image, string Digest, string Instance)
{
    public static InstanceAnswer Of(InstanceOptions instance) => new(
        instance.Service, instance.Track, instance.Version, instance.Image, instance.Digest, instance.Name);
}
