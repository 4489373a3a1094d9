namespace Deployer.Rollouts;

/// <summary>An instance of the template's release that will not become ready by waiting.</summary>
/// <param name="Reason">In Kubernetes' words, such as <c>CrashLoopBackOff</c>.</param>
/// <param name="Message">What is known of the cause: exit code, probe answer, last log lines.</param>
internal sealed record InstanceFault(string Instance, string Reason, string Message);
