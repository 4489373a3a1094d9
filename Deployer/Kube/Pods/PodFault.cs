namespace Deployer.Kube.Pods;

/// <summary>A container that will not get well by waiting.</summary>
/// <param name="Reason">In Kubernetes' words, such as <c>CrashLoopBackOff</c>.</param>
/// <param name="Log">Which of its runs tells more in its log; null when it has not run.</param>
internal sealed record PodFault(string Pod, string Container, string Reason, string Message, LogSource? Log);
