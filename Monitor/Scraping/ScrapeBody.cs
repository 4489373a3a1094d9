using System.Buffers;
using System.Text;
using Monitor.Samples;

namespace Monitor.Scraping;

/// <summary>The text of an answer, in memory that is given back.</summary>
internal sealed class ScrapeBody : IDisposable
{
    private readonly char[] _characters;
    private readonly int _length;

    public ScrapeBody(ReadOnlySpan<byte> utf8, ExpositionFormat format)
    {
        Format = format;
        _characters = ArrayPool<char>.Shared.Rent(Math.Max(1, Encoding.UTF8.GetMaxCharCount(utf8.Length)));
        _length = Encoding.UTF8.GetChars(utf8, _characters);
    }

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    public ExpositionFormat Format { get; }

    public void Dispose() => ArrayPool<char>.Shared.Return(_characters);
}
