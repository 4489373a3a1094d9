using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Access;

/// <summary>
/// Wrong tokens by address. ASP.NET's middleware counts every request before it is known whether it fails; here only
/// those count that failed, so that it is the same limiter without the middleware. Whoever is over the limit has none
/// of its tokens looked at; where all come from one address, as behind a proxy that does not say for whom, that is all.
/// </summary>
internal sealed class FailureLimit(IOptions<AccessOptions> options) : IDisposable
{
    private const int Segments = 6;
    private const int PrefixBytes = 8;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress?> _limiter =
        PartitionedRateLimiter.Create<IPAddress?, string>(address => options.Value.FailuresPerMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(Source(address), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = options.Value.FailuresPerMinute,
                Window = Window,
                SegmentsPerWindow = Segments,
            }));

    public void Count(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address);
    }

    /// <summary>How long the address has to wait; null if it need not.</summary>
    public TimeSpan? WaitOf(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address, permitCount: 0);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after
            : Window / Segments;
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>One who has an IPv6 address has 2^64 of them.</summary>
    internal static string Source(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, PrefixBytes))
            : plain.ToString();
    }
}
