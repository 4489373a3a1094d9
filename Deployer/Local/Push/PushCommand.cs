using System.CommandLine;
using Deployer.Images;
using ServiceDefaults.Settings;

namespace Deployer.Local.Push;

/// <summary>The command <c>push</c>: does on this machine what a registry does after a push to a branch.</summary>
internal static class PushCommand
{
    public static Command Create()
    {
        var image = new Argument<string>("image")
        {
            Description = "Repository and tag, such as api:canary or api:stable.",
        };
        var state = new Option<string?>("--state")
        {
            Description = "The state folder of the Deployer that runs here. Default: the nearest .slipway, upwards from here.",
        };
        var wait = new Option<bool>("--no-wait") { Description = "Do not follow the rollout." };
        var timeout = new Option<int>("--timeout")
        {
            Description = "Seconds to follow the rollout for.",
            DefaultValueFactory = _ => 300,
        };
        var command = new Command("push", "Publish the working tree as an image, and call the webhook as Docker Hub would.")
        {
            image, state, wait, timeout,
        };
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 86400)
            {
                result.AddError("--timeout takes 1 to 86400 seconds.");
            }
        });
        image.Validators.Add(result =>
        {
            if (!ImageReference.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no image; 'api:canary' would be.");
            }
        });
        command.SetAction((parsed, cancellationToken) => new PushRun(
            ImageReference.Parse(parsed.GetValue(image)!),
            parsed.GetValue(state) ?? StateFolder.Nearest(),
            !parsed.GetValue(wait),
            TimeSpan.FromSeconds(parsed.GetValue(timeout)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(cancellationToken));
        return command;
    }
}
