using AppHost;
using Aspire.Hosting.Running;

namespace Aspire.Hosting;

internal static class ParameterBuilderExtensions
{
    /// <summary>A value from configuration, under <c>Parameters:name</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => Configured(builder, name, null), secret));

    /// <summary>A value fixed in the composition, which the manifest can offer as its default.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false) =>
        publishValueAsDefault && secret
            ? throw new ArgumentException("A secret is not published as a default value.", nameof(secret))
            : builder.AddResource(new ParameterResource(name, _ => value, secret)
            {
                Default = publishValueAsDefault ? new ConstantParameterDefault(value) : null,
            });

    /// <summary>A value from configuration, or else the default's; kept for the next run if <paramref name="persist"/>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false) =>
        builder.AddResource(Generated(builder, name, value, secret, persist));

    internal static ParameterResource Generated(
        IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret, bool persist) =>
        new(name, given => Configured(builder, name, given), secret)
        {
            Default = persist && builder.ExecutionContext.IsRunMode
                ? new KeptParameterDefault(name, value, new SecretsFile(StateFolder.Of(builder)))
                : value,
        };

    private static string Configured(IDistributedApplicationBuilder builder, string name, ParameterDefault? otherwise) =>
        builder.Configuration[$"Parameters:{name}"]
        // A shell takes no dash in a variable's name.
        ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"]
        ?? otherwise?.GetDefaultValue()
        ?? throw new MissingParameterValueException(
            $"The parameter '{name}' has no value: give --Parameters:{name}=<value>, " +
            $"or Parameters__{name.Replace('-', '_')} in the environment.");
}
