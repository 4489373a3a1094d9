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
        // One after the other: other tests run beside this one, and servers among them need the threads that it would take.
        for (var number = 0; number < cases; number++)
        {
            // Each case has a generator of its own, so that it can be made again without those before it.
            var value = gen.Generate(new PCG(seed, (ulong)number), null, out _);
            try
            {
                check(value);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"Case {number} of seed {seed} failed: {exception.Message}{Environment.NewLine}{Print(value)}", exception);
            }
        }
    }

    public static void SampleSeeded<T>(this Gen<T> gen, Func<T, bool> holds, int cases, uint seed = 1) =>
        gen.SampleSeeded(value => { holds(value).Should().BeTrue(); }, cases, seed);

    public static void SampleSeeded<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> check, int cases, uint seed = 1) =>
        gen.SampleSeeded(value => { check(value.Item1, value.Item2); }, cases, seed);

    public static void SampleSeeded<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> check, int cases, uint seed = 1) =>
        gen.SampleSeeded(value => { check(value.Item1, value.Item2, value.Item3, value.Item4); }, cases, seed);

    public static void SampleSeeded<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> holds, int cases, uint seed = 1) =>
        gen.SampleSeeded(value => { holds(value.Item1, value.Item2).Should().BeTrue(); }, cases, seed);

    public static void SampleSeeded<T1, T2, T3>(
        this Gen<(T1, T2, T3)> gen, Func<T1, T2, T3, bool> holds, int cases, uint seed = 1) =>
        gen.SampleSeeded(value => { holds(value.Item1, value.Item2, value.Item3).Should().BeTrue(); }, cases, seed);

    private static string Print<T>(T value) =>
        value is System.Collections.IEnumerable many ? string.Join(", ", many.Cast<object>()) : $"{value}";
}
