namespace Aspire.Hosting.ApplicationModel;

internal interface IResourceWithConnectionString : IResource
{
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>Its parts, each under its own variable: Host, Port, Password, Uri.</summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties();
}
