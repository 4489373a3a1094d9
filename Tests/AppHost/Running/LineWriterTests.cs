using Aspire.Hosting.Running;

namespace Tests.Hosting.Running;

public sealed class LineWriterTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Write_WithoutColours_AlignsTheNames()
    {
        var lines = new LineWriter(_output, colours: false, ["api", "monitoring"]);

        lines.Write("api", "one");
        lines.Write("monitoring", "two");
        lines.Write("three");

        _output.ToString().Should().Be("api        | one\nmonitoring | two\napphost    | three\n");
    }

    [Fact]
    public void Write_LongLine_StaysWhole()
    {
        var text = new string('x', 100_000);

        new LineWriter(_output, colours: false, ["api"]).Write("api", text);

        _output.ToString().Should().Be($"api     | {text}\n");
    }

    [Fact]
    public void Write_WithColours_ColoursTheNameOnly()
    {
        new LineWriter(_output, colours: true, ["api"]).Write("api", "text");

        _output.ToString().Should().MatchRegex("^\e\\[[0-9]+mapi     \\|\e\\[0m text\n$");
    }
}
