using Tests.Contract;

namespace Tests.Crashes;

/// <param name="Behaviour">Null: the registry does not have it.</param>
internal sealed record CrashPush(string Name, Behaviour? Behaviour);
