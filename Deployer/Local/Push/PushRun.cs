using System.Diagnostics;
using System.Globalization;
using Deployer.Images;
using Deployer.Local.Images;
using Deployer.Local.Session;

namespace Deployer.Local.Push;

/// <summary>One push, from the working tree to the end of its rollout.</summary>
internal sealed class PushRun(
    ImageReference image,
    string stateFolder,
    bool wait,
    TimeSpan timeout,
    TextWriter output,
    TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (RunningDeployer.Read(stateFolder) is not { } deployer)
            {
                return Say(
                    ExitCode.Unreachable,
                    $"no Deployer runs here (there is no {RunningDeployer.FileIn(stateFolder)}); start it with: dotnet run --project AppHost");
            }

            if (ProjectOf(deployer) is not { } project)
            {
                return Say(
                    ExitCode.Failed,
                    $"no track follows {image.Familiar}; followed are: {string.Join(", ", deployer.Targets.Select(target => target.Image))}");
            }

            await PublishAsync(project, cancellationToken);
            using var client = new DeployerClient(deployer);
            var rollout = await client.CallWebhookAsync(image, TimeProvider.System.GetUtcNow(), cancellationToken);
            await output.WriteLineAsync($"{image.Familiar}: webhook accepted, rollout {rollout.ToString().Split('/')[^1]}");
            return wait ? await FollowAsync(client, rollout, cancellationToken) : ExitCode.Success;
        }
        catch (PublishException exception)
        {
            return Say(ExitCode.Failed, exception.Message);
        }
        catch (HttpRequestException exception)
        {
            return Say(ExitCode.Unreachable, $"the Deployer does not answer: {exception.Message}");
        }
        catch (DeployerRefusedException exception)
        {
            return Say(ExitCode.Failed, exception.Message);
        }
    }

    private string? ProjectOf(RunningDeployer deployer) => deployer.Targets
        .FirstOrDefault(target => ImageReference.TryParse(target.Image, out var followed) && followed == image)?.Project;

    private async Task PublishAsync(string project, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{image.Familiar}: publishing {Path.GetRelativePath(Path.GetDirectoryName(stateFolder)!, project)}");
        var watch = Stopwatch.StartNew();
        var store = new LocalImageStore(Path.Combine(stateFolder, LocalImageStore.Folder), TimeProvider.System);
        var digest = await new ImagePush(store).PushAsync(project, image, cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{image.Familiar}: {digest} ({watch.Elapsed.TotalSeconds:0.0} s)"));
    }

    private async Task<int> FollowAsync(DeployerClient client, Uri rollout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await foreach (var state in client.FollowAsync(rollout, limit.Token))
            {
                await output.WriteLineAsync($"{image.Familiar}: {state.Line}");
                if (state.Ended)
                {
                    return state.Succeeded ? ExitCode.Success : ExitCode.Failed;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Say(ExitCode.Failed, $"the rollout has not ended after {timeout}; it goes on: {rollout}");
        }

        return ExitCode.Failed;
    }

    private int Say(int exitCode, string message)
    {
        error.WriteLine($"push: {message}");
        return exitCode;
    }
}
