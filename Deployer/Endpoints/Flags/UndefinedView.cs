namespace Deployer.Endpoints.Flags;

/// <summary>A name that services evaluate and that Redis does not define.</summary>
internal sealed record UndefinedView(string Id, IReadOnlyList<EvaluationView> Evaluated);
