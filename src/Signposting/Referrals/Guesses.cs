using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Signposting.Referrals;

/// <summary>
/// Slows down wrong references. Networks are told apart by a keyed digest whose key lives in memory for an hour: no address is kept, here
/// or anywhere.
/// </summary>
internal sealed class Guesses(TimeProvider clock)
{
    private static readonly TimeSpan KeyLives = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);
    private readonly Lock _lock = new();
    private ConcurrentDictionary<string, int> _wrong = new(StringComparer.Ordinal);
    private byte[] _key = RandomNumberGenerator.GetBytes(32);
    private DateTimeOffset _keyFrom = clock.GetUtcNow();

    /// <summary>Waits a moment, longer with every wrong guess from the same network, up to a few seconds.</summary>
    public Task WrongAsync(HttpContext context, CancellationToken cancel)
    {
        var wrong = Count(Network(context));
        var wait = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(wrong - 3, 10)));
        return wrong < 3 ? Task.CompletedTask : Task.Delay(wait < Longest ? wait : Longest, clock, cancel);
    }

    private int Count(byte[] network)
    {
        lock (_lock)
        {
            if (clock.GetUtcNow() - _keyFrom > KeyLives)
                (_key, _keyFrom, _wrong) = (RandomNumberGenerator.GetBytes(32), clock.GetUtcNow(), new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
            return _wrong.AddOrUpdate(Convert.ToHexString(HMACSHA256.HashData(_key, network)), 1, (_, n) => n + 1);
        }
    }

    /// <summary>The network that a household or a hall of residence shares: /24 of IPv4, /56 of IPv6.</summary>
    private static byte[] Network(HttpContext context)
    {
#pragma warning disable RS0030 // Nothing about a reader is kept: it goes into the digest only.
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
#pragma warning restore RS0030
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return bytes[..(address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 ? 7 : 3)];
    }
}
