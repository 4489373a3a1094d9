using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deployer.Local.Session;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(RunningDeployer))]
internal sealed partial class SessionJson : JsonSerializerContext;
