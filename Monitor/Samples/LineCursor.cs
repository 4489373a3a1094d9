namespace Monitor.Samples;

/// <summary>A place in a line that is read from left to right, once.</summary>
internal ref struct LineCursor(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    public readonly ReadOnlySpan<char> Rest => _rest;

    public static bool IsName(ReadOnlySpan<char> word) =>
        !word.IsEmpty && LengthOfName(word, allowColon: true) == word.Length;

    /// <summary>As much of a word as a fault shows.</summary>
    public static string Shorten(ReadOnlySpan<char> word) => word.Length <= 40 ? word.ToString() : $"{word[..40]}…";

    public void Skip(int length) => _rest = _rest[length..];

    public void SkipBlanks() => _rest = _rest.TrimStart(" \t");

    public bool TrySkip(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        Skip(1);
        return true;
    }

    /// <summary>Up to the next blank; empty at the line's end.</summary>
    public ReadOnlySpan<char> TakeWord()
    {
        SkipBlanks();
        var length = _rest.IndexOfAny(' ', '\t');
        var word = length < 0 ? _rest : _rest[..length];
        Skip(word.Length);
        return word;
    }

    /// <summary>Returns why there is no name; null when there is one.</summary>
    public string? TakeName(bool allowColon, out string name)
    {
        name = "";
        var length = LengthOfName(_rest, allowColon);
        if (length is 0 or > ExpositionLimits.NameLength)
        {
            return length == 0 ? "a name is expected" : $"a name of more than {ExpositionLimits.NameLength} characters";
        }

        name = _rest[..length].ToString();
        Skip(length);
        return null;
    }

    private static int LengthOfName(ReadOnlySpan<char> text, bool allowColon)
    {
        var length = 0;
        while (length < text.Length && IsNamePart(text[length], allowColon, isFirst: length == 0))
        {
            length++;
        }

        return length;
    }

    private static bool IsNamePart(char c, bool allowColon, bool isFirst) =>
        char.IsAsciiLetter(c) || c == '_' || (c == ':' && allowColon) || (char.IsAsciiDigit(c) && !isFirst);
}
