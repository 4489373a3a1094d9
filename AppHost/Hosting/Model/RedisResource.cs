namespace Aspire.Hosting.ApplicationModel;

internal sealed class RedisResource(string name, ParameterResource password)
    : ContainerResource(name, "docker.io/library/redis:8.6", "/bin/sh"), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    public ParameterResource PasswordParameter => password;

    public EndpointReference PrimaryEndpoint => new(this, PrimaryEndpointName);

    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var tls = new ConditionalExpression(
                PrimaryEndpoint.Property(EndpointProperty.TlsEnabled),
                bool.TrueString,
                ReferenceExpression.Create($",ssl=true"),
                ReferenceExpression.Empty);
            return ReferenceExpression.Create(
                $"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)},password={password}{tls}");
        }
    }

    private EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    private EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    private EndpointReferenceExpression Scheme => PrimaryEndpoint.Property(EndpointProperty.Scheme);

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
        new("Password", ReferenceExpression.Create($"{password}")),
        new("Uri", ReferenceExpression.Create($"{Scheme}://:{password:uri}@{Host}:{Port}")),
    ];
}
