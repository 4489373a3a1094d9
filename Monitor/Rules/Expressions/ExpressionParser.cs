using System.Globalization;

namespace Monitor.Rules.Expressions;

/// <summary>
/// Reads the part of PromQL that rules on single instances need: selectors with matchers, <c>rate(m[1m])</c>,
/// <c>increase(m[5m])</c>, <c>quantile(0.99, m[5m])</c>, numbers, <c>+ - * /</c> and parentheses.
/// </summary>
internal ref struct ExpressionParser(string text)
{
    private const int MaxLength = 2000;
    private const int MaxDepth = 20;
    private readonly string _text = text;
    private int _at;
    private int _depth;

    /// <summary>The expression, or why there is none.</summary>
    public static (Expression? Expression, string Fault) Parse(string text)
    {
        try
        {
            var parser = new ExpressionParser(text);
            return (parser.Whole(), "");
        }
        catch (ExpressionFault fault)
        {
            return (null, fault.Message);
        }
    }

    private Expression Whole()
    {
        if (_text.Length > MaxLength)
        {
            throw new ExpressionFault($"an expression of more than {MaxLength} characters");
        }

        var expression = Sum();
        SkipBlanks();
        return _at == _text.Length ? expression : throw Expected("nothing more");
    }

    private Expression Sum()
    {
        if (++_depth > MaxDepth)
        {
            throw new ExpressionFault("too many parentheses in one another");
        }

        var left = Product();
        while (TryOperator("+-") is { } sign)
        {
            left = new Expression.Arithmetic(sign, left, Product());
        }

        _depth--;
        return left;
    }

    private Expression Product()
    {
        var left = Term();
        while (TryOperator("*/") is { } sign)
        {
            left = new Expression.Arithmetic(sign, left, Term());
        }

        return left;
    }

    private Expression Term()
    {
        SkipBlanks();
        if (TrySkip('('))
        {
            var inner = Sum();
            Skip(')');
            return inner;
        }

        if (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '.'))
        {
            return new Expression.Number(ReadNumber());
        }

        var name = Name();
        SkipBlanks();
        if (!TrySkip('('))
        {
            return Selector(name);
        }

        return Call(name);
    }

    private Expression Call(string function)
    {
        Expression result;
        switch (function)
        {
            case "rate" or "increase":
                var growing = Selector(Name());
                result = new Expression.Growth(growing, Window(), PerSecond: function == "rate");
                break;
            case "quantile":
                var rank = ReadNumber();
                if (rank is < 0 or > 1)
                {
                    throw new ExpressionFault(string.Create(CultureInfo.InvariantCulture, $"{rank} is no quantile from 0 to 1"));
                }

                Skip(',');
                var histogram = Selector(Name());
                result = new Expression.Quantile(rank, histogram, Window());
                break;
            default:
                throw new ExpressionFault($"'{function}' is no function: rate, increase and quantile are");
        }

        Skip(')');
        return result;
    }

    private Expression.Selector Selector(string metric)
    {
        var matchers = new List<Matcher>();
        SkipBlanks();
        if (!TrySkip('{'))
        {
            return new Expression.Selector(metric, matchers);
        }

        SkipBlanks();
        while (!TrySkip('}'))
        {
            matchers.Add(ReadMatcher());
            SkipBlanks();
            if (!TrySkip(',') && (_at == _text.Length || _text[_at] != '}'))
            {
                throw Expected("',' or '}'");
            }

            SkipBlanks();
        }

        return new Expression.Selector(metric, matchers);
    }

    private Matcher ReadMatcher()
    {
        var start = _at;
        var quote = _text.IndexOf('"', start);
        var end = quote < 0 ? -1 : quote + 1;
        while (end >= 0 && end < _text.Length && _text[end] != '"')
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end < 0 || end >= _text.Length)
        {
            throw Expected("a matcher such as track=\"canary\"");
        }

        _at = end + 1;
        var (matcher, fault) = MatcherParser.Parse(_text[start.._at]);
        return matcher ?? throw new ExpressionFault(fault);
    }

    private TimeSpan Window()
    {
        Skip('[');
        var end = _text.IndexOf(']', _at);
        var text = end < 0 ? "" : _text[_at..end];
        if (!DurationText.TryParse(text, out var window) || window <= TimeSpan.Zero)
        {
            throw Expected("a window such as [1m]");
        }

        _at = end + 1;
        return window;
    }

    private double ReadNumber()
    {
        SkipBlanks();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.' || (_at == start && _text[_at] == '-')))
        {
            _at++;
        }

        return double.TryParse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ExpressionFault($"'{_text[start.._at]}' is no number");
    }

    private string Name()
    {
        SkipBlanks();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or ':'))
        {
            _at++;
        }

        return _at > start && !char.IsAsciiDigit(_text[start]) ? _text[start.._at] : throw Expected("a metric or a function");
    }

    private char? TryOperator(string operators)
    {
        SkipBlanks();
        if (_at == _text.Length || !operators.Contains(_text[_at], StringComparison.Ordinal))
        {
            return null;
        }

        return _text[_at++];
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private bool TrySkip(char expected)
    {
        if (_at == _text.Length || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Skip(char expected)
    {
        SkipBlanks();
        if (!TrySkip(expected))
        {
            throw Expected($"'{expected}'");
        }
    }

    private readonly ExpressionFault Expected(string what) => new(
        _at >= _text.Length ? $"{what} is expected at the end" : $"{what} is expected at '{_text[_at..Math.Min(_text.Length, _at + 20)]}'");
}
