namespace Deployer.Local.Images;

/// <summary>A project cannot be published. The message is one line.</summary>
internal sealed class PublishException(string message) : Exception(message);
