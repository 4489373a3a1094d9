namespace AppHost.Generation.Planning;

internal sealed record SecretFolder(string Volume, string Secret, string Target);
