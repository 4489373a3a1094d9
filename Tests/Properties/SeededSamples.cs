using CsCheck;

namespace Tests.Properties;

/// <summary>
/// Samples that are the same in every run: CsCheck's own take a seed for the first case only. What fails is told with the
/// seed that makes it again.
/// </summary>
internal static class SeededSamples
{
    public static void SampleSeeded<T>(this Gen<T> gen, Action<T> check, int cases, uint seed = 1)
    {
        // Each case has a generator of its own, so that it is the same whichever thread comes to it.
        Parallel.For(0, cases, (number, all) =>
        {
            var value = gen.Generate(new PCG(seed, (ulong)number), null, out _);
            try
            {
                check(value);
            }
            catch (Exception exception)
            {
                all.Stop();
                throw new InvalidOperationException(
                    $"Case {number} of seed {seed} failed: {exception.Message}{Environment.NewLine}{Print(value)}", exception);
            }
        });
    }

    public static void SampleSeeded<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> holds, int cases, uint seed = 1) =>
        gen.SampleSeeded(value => holds(value.Item1, value.Item2).Should().BeTrue(), cases, seed);

    public static void SampleSeeded<T1, T2, T3>(
        this Gen<(T1, T2, T3)> gen, Func<T1, T2, T3, bool> holds, int cases, uint seed = 1) =>
        gen.SampleSeeded(value => holds(value.Item1, value.Item2, value.Item3).Should().BeTrue(), cases, seed);

    private static string Print<T>(T value) =>
        value is System.Collections.IEnumerable many ? string.Join(", ", many.Cast<object>()) : $"{value}";
}
