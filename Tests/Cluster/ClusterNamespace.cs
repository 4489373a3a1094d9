using System.Text;
using k8s;
using k8s.Models;

namespace Tests.Cluster;

/// <summary>A namespace of its own, with the account of a service and exactly the permissions written down for it. Deleted at the end.</summary>
internal sealed class ClusterNamespace : IAsyncDisposable
{
    private static int _count;
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-kube").FullName;

    private readonly string _account;
    private readonly Dictionary<string, V1PolicyRule> _rules = [];
    private string _token = "";

    private ClusterNamespace(string account) => _account = account;

    public string Name { get; } = $"slipway-test-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    public static string Server => Configuration.Host;

    private static KubernetesClientConfiguration Configuration =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(TestCluster.Path());

    public static Kubernetes Admin => TestCluster.Admin;

    /// <param name="rbac">The file with the permissions, beside the tests.</param>
    /// <param name="account">The account in it.</param>
    public static async Task<ClusterNamespace> CreateAsync(string rbac = "rbac.yaml", string account = "slipway-deployer")
    {
        var created = new ClusterNamespace(account);
        await Admin.CoreV1.CreateNamespaceAsync(
            new V1Namespace { Metadata = new V1ObjectMeta { Name = created.Name } });
        await created.ApplyAsync(Path.Combine(AppContext.BaseDirectory, "Cluster", rbac));
        await created.TakeTokenAsync();

        // Without it no pod can be created there.
        await Eventually.TrueAsync(
            async () => (await Admin.CoreV1.ListNamespacedServiceAccountAsync(created.Name)).Items.Any(found => found.Name() == "default"),
            $"{created.Name} has its own account for pods",
            Eventually.Longest);
        foreach (var role in created._rules.Keys)
        {
            await created.UntilAsync(role, allowed: true);
        }

        return created;
    }

    /// <summary>Takes what the role of that name allows away from the account.</summary>
    public async Task ForbidAsync(string role)
    {
        await Admin.RbacAuthorizationV1.DeleteNamespacedRoleBindingAsync(role, Name);
        await UntilAsync(role, allowed: false);
    }

    /// <summary>The path of a kubeconfig with which one is that account, and reaches the API server at that address.</summary>
    public string KubeconfigFor(string server)
    {
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(Configuration.SslCaCerts![0].ExportCertificatePem()));
        var path = Path.Combine(_folder, "kubeconfig");
        File.WriteAllText(path, $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts:
              - name: test
                context: { cluster: test, user: deployer, namespace: {{Name}} }
            clusters:
              - name: test
                cluster: { server: "{{server}}", certificate-authority-data: {{authority}} }
            users:
              - name: deployer
                user: { token: "{{_token}}" }
            """);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await Admin.CoreV1.DeleteNamespaceAsync(Name, gracePeriodSeconds: 0);
    }

    private async Task ApplyAsync(string file)
    {
        foreach (var item in KubernetesYaml.LoadAllFromString(await File.ReadAllTextAsync(file)))
        {
            switch (item)
            {
                case V1ServiceAccount account:
                    await Admin.CoreV1.CreateNamespacedServiceAccountAsync(account, Name);
                    break;
                case V1Role role:
                    await Admin.RbacAuthorizationV1.CreateNamespacedRoleAsync(role, Name);
                    _rules[role.Metadata.Name] = role.Rules[0];
                    break;
                case V1RoleBinding binding:
                    foreach (var subject in binding.Subjects)
                    {
                        subject.NamespaceProperty = Name;
                    }

                    await Admin.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(binding, Name);
                    break;
                default:
                    throw new InvalidOperationException($"{file} holds a {item.GetType().Name}, which nothing here is prepared for");
            }
        }
    }

    // The API server learns of roles and of who has them by a watch of its own, a moment after it has stored them.
    private Task UntilAsync(string role, bool allowed)
    {
        var rule = _rules[role];
        var review = new V1SubjectAccessReview
        {
            Spec = new V1SubjectAccessReviewSpec
            {
                User = $"system:serviceaccount:{Name}:{_account}",
                ResourceAttributes = new V1ResourceAttributes
                {
                    NamespaceProperty = Name,
                    Verb = rule.Verbs[0],
                    Group = rule.ApiGroups[0],
                    Resource = rule.Resources[0],
                    Name = rule.ResourceNames?.FirstOrDefault(),
                },
            },
        };
        return Eventually.TrueAsync(
            async () => (await Admin.AuthorizationV1.CreateSubjectAccessReviewAsync(review)).Status.Allowed == allowed,
            $"the account {(allowed ? "has" : "has lost")} what {role} allows",
            Eventually.Longest);
    }

    private async Task TakeTokenAsync()
    {
        var token = await Admin.CoreV1.CreateNamespacedServiceAccountTokenAsync(
            new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [], ExpirationSeconds = 3600 } },
            _account,
            Name);
        _token = token.Status.Token;
    }
}
