// A house built badly, for the test that such a house is found out; and one room in it that is as it should be.
#pragma warning disable CA1822, CA5394
using System.Globalization;
using System.Text;
using Tests.Architecture.Sample.Application;
using Tests.Architecture.Sample.Disk;

namespace Tests.Architecture.Sample.Core
{
    internal sealed record Pure(string Name, IReadOnlyList<int> Counts, DateTimeOffset At)
    {
        public IEnumerable<string> Lines()
        {
            foreach (var count in Counts.Where(count => count > 0).Order())
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{Name} {count} {OtherCore.Constants.Sign}");
            }
        }

        public Pure With(ReadOnlySpan<char> name) => this with
        {
            Name = new StringBuilder().Append(name).ToString(),
            Counts = [.. Counts, Name switch { "a" => 1, _ => throw new InvalidOperationException() }],
        };
    }

    internal sealed class Async
    {
        public async void Run() => await System.Threading.Tasks.Task.Yield();
    }

    internal sealed class Clock
    {
        public DateTimeOffset Now() => DateTimeOffset.UtcNow;
    }

    internal sealed class ClockInArgument
    {
        public long Read(TimeProvider time) => time.GetHashCode();
    }

    internal sealed class FileInLambda
    {
        public Func<bool> Look() => () => System.IO.File.Exists("x");
    }

    internal sealed class Dice
    {
        public int Roll() => Random.Shared.GetHashCode();
    }

    internal sealed class Surroundings
    {
        public string Machine() => Environment.MachineName;
    }

    internal sealed class PackageInGenericArgument
    {
        public List<Microsoft.Extensions.Logging.LogLevel> Levels { get; } = [];
    }

    [Microsoft.AspNetCore.Mvc.NonController]
    internal sealed class FrameworkInAttribute;

    internal sealed class KnowsApplication
    {
        public string? Name(Port port) => port.ToString();
    }

    internal sealed class KnowsAdapter
    {
        public object Make() => typeof(DiskAdapter);
    }

    internal sealed class KnowsComposition
    {
        public object Make() => typeof(Composition);
    }
}

namespace Tests.Architecture.Sample.OtherCore
{
    internal static class Constants
    {
        public static string Sign { get; } = "+";
    }
}

namespace Tests.Architecture.Sample.Application
{
    internal class Port
    {
        public Core.Pure? Value { get; set; }

        public async Task WaitAsync() => await Task.Delay(1);
    }

    internal sealed class ApplicationKnowsAdapter
    {
        public int Count(DiskAdapter[] adapters) => adapters.Length;
    }
}

namespace Tests.Architecture.Sample.Disk
{
    internal sealed class DiskAdapter : Port
    {
        public string Read() => File.ReadAllText("x");
    }
}

namespace Tests.Architecture.Sample.Mail.Inner
{
    internal sealed class AdapterKnowsAdapter
    {
        public void Send()
        {
            var adapter = new DiskAdapter();
            adapter.Read();
        }
    }
}

namespace Tests.Architecture.Sample
{
    internal sealed class Composition
    {
        public Port Put() => new DiskAdapter();
    }
}
