using AppHost.Generation.Model;

namespace AppHost.Generation.Rules;

/// <summary>What the API server would take and a reviewer would not, and what only shows once it runs.</summary>
internal static class RuleBook
{
    public static IEnumerable<Fault> Check(ObjectSet set) =>
    [
        .. NameRules.Check(set),
        .. SelectorRules.Check(set),
        .. AutoscalerRules.Check(set),
        .. ContainerRules.Check(set),
        .. RestrictedRules.Check(set),
        .. PortRules.Check(set),
        .. ReferenceRules.Check(set),
        .. SecretRules.Check(set),
    ];
}
