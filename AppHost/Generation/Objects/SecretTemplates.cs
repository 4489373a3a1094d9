using System.Text;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>What a file to fill in looks like, without the values.</summary>
internal static class SecretTemplates
{
    public static string Of(OutsideGroup group)
    {
        var file = OutputFiles.Of(group);
        var text = new StringBuilder($"# Copy this to {file.Split('/')[^1]} beside it, which git ignores, and fill in. Values stand as they are, without quotes.\n");
        if (group.Keys.IsEmpty)
        {
            text.Append("# A line for each token that may ask the APIs: a name, and the object that this prints for it:\n")
                .Append("#   dotnet run --project Deployer -- token create --name ci --role operator\n")
                .Append("# ci={\"hash\": \"…\", \"role\": \"operator\"}\n");
        }

        foreach (var key in group.Keys)
        {
            text.Append("# ").Append(key.Hint).Append('\n').Append(key.Name).Append("=\n");
        }

        return text.ToString();
    }
}
