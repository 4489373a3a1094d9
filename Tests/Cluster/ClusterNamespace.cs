using System.Text;
using k8s;
using k8s.Models;

namespace Tests.Cluster;

/// <summary>A namespace of its own, with the Deployer's account and exactly the permissions written down for it. Deleted at the end.</summary>
internal sealed class ClusterNamespace : IAsyncDisposable
{
    private const string Account = "slipway-deployer";
    private static int _count;
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-kube").FullName;

    private ClusterNamespace()
    {
    }

    public string Name { get; } = $"slipway-test-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    /// <summary>A kubeconfig with which one is the Deployer.</summary>
    public string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    public static Kubernetes Admin => TestCluster.Admin;

    public static async Task<ClusterNamespace> CreateAsync()
    {
        var created = new ClusterNamespace();
        await Admin.CoreV1.CreateNamespaceAsync(
            new V1Namespace { Metadata = new V1ObjectMeta { Name = created.Name } });
        await created.ApplyAsync(Path.Combine(AppContext.BaseDirectory, "Cluster", "rbac.yaml"));
        await created.WriteKubeconfigAsync();
        return created;
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

    private async Task WriteKubeconfigAsync()
    {
        var token = await Admin.CoreV1.CreateNamespacedServiceAccountTokenAsync(
            new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [], ExpirationSeconds = 3600 } },
            Account,
            Name);
        var admin = KubernetesClientConfiguration.BuildConfigFromConfigFile(TestCluster.Path());
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(admin.SslCaCerts![0].ExportCertificatePem()));
        await File.WriteAllTextAsync(Kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts:
              - name: test
                context: { cluster: test, user: deployer, namespace: {{Name}} }
            clusters:
              - name: test
                cluster: { server: "{{admin.Host}}", certificate-authority-data: {{authority}} }
            users:
              - name: deployer
                user: { token: "{{token.Status.Token}}" }
            """);
    }
}
