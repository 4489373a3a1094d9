namespace ServiceDefaults.Access;

internal delegate bool HashComparison(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);
