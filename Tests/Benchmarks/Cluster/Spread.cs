using System.Globalization;

namespace Benchmarks.Cluster;

/// <summary>What was measured again and again, in the order of size.</summary>
internal sealed class Spread(string name, IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Median => At(0.5);

    /// <summary>A row of a table: the middle, and the 99th of 100.</summary>
    public string Tail(string unit) => Row(
        string.Create(CultureInfo.InvariantCulture, $"{Median:0.0} {unit} | {At(0.99):0.0} {unit}"));

    /// <summary>A row of a table, for few values: the least, the middle and the most.</summary>
    public string Range(string unit) => Row(
        string.Create(CultureInfo.InvariantCulture, $"{_sorted[0]:0.0} | {Median:0.0} | {_sorted[^1]:0.0} {unit}"));

    private double At(double part) => _sorted[Math.Min(_sorted.Length - 1, (int)(_sorted.Length * part))];

    private string Row(string cells) => $"| {name} | {cells} |";
}
