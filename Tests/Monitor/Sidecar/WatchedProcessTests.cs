using Monitor.Sidecar;
using Monitor.Sidecar.Processes;

namespace Tests.Sidecar;

public sealed class WatchedProcessTests
{
    private const string Own = "0::/\n";
    private static readonly ProcessEntry Pause = new(1, "pause", ["/pause"], "0::/../pause\n");
    private static readonly ProcessEntry Monitor = new(20, "dotnet", ["dotnet", "/app/Monitor.dll"], Own);
    private static readonly ProcessEntry Api = new(7, "dotnet", ["dotnet", "/app/Api.dll"], "0::/../api\n");
    private static readonly ProcessEntry Shell = new(31, "sh", ["sh"], "0::/../api\n");
    private static readonly ProcessEntry Proxy = new(9, "envoy", ["/usr/bin/envoy", "-c"], "0::/../proxy\n");

    [Fact]
    public void Find_OneOtherContainer_IsItsFirstProcess() => Find(null, Shell, Monitor, Pause, Api).Should().Be(Api);

    [Theory]
    [InlineData("Api")]
    [InlineData("dotnet")]
    public void Find_ByName_IsThatAmongOthers(string program) => Find(program, Pause, Monitor, Proxy, Api).Should().Be(Api);

    [Fact]
    public void Find_NameLongerThanTheKernelKeeps_IsFound()
    {
        var long1 = new ProcessEntry(8, "a-rather-long-n", ["./run"], "0::/../x\n");

        Find("a-rather-long-name", Pause, Monitor, long1).Should().Be(long1);
    }

    [Fact]
    public void Find_SeveralContainers_AsksWhich() => Fault(null, Pause, Monitor, Api, Shell, Proxy).Should().Be(
        "several other containers run (Api, envoy): Sidecar:Process has to say which is watched");

    [Fact]
    public void Find_NobodyElse_SaysWhatThePodNeeds() => Fault(null, Pause, Monitor).Should().Be(
        "no process of another container is to be seen: its pod needs shareProcessNamespace: true");

    [Fact]
    public void Find_NoSuchName_SaysWhichThereAre() => Fault("redis", Pause, Monitor, Api, Proxy).Should().Be(
        "there is no process redis; to be seen are Api, envoy");

    [Fact]
    public void Parse_ProcStat_CountsTheCores() =>
        MachineCores.Parse("cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\nintr 5\nctxt 1\n").Should().Be(2);

    private static ProcessEntry Find(string? program, params ProcessEntry[] entries) => WatchedProcess.Find(entries, Own, program);

    private static string Fault(string? program, params ProcessEntry[] entries)
    {
        var act = () => Find(program, entries);
        return act.Should().Throw<SidecarException>().Which.Message;
    }
}
