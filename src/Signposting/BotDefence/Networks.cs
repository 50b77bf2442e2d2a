using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Signposting.BotDefence;

/// <summary>
/// Counts what comes from one network. Networks are told apart by a keyed digest, in memory only, and the key lives for an hour: then it
/// is forgotten with all that was counted. No address is kept, here or anywhere.
/// </summary>
internal sealed class Networks(TimeProvider clock)
{
    private static readonly TimeSpan KeyLives = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);
    private byte[] _key = RandomNumberGenerator.GetBytes(32);
    private DateTimeOffset _forgets = clock.GetUtcNow() + KeyLives;

    /// <summary>When everything counted so far is forgotten.</summary>
    public DateTimeOffset Forgets
    {
        get
        {
            lock (_lock)
            {
                Rotate();
                return _forgets;
            }
        }
    }

    /// <summary>How many there have been from the network of this request, lately.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What is counted, apart from all else.</param>
    public int Seen(HttpContext context, string what)
    {
        var network = Network(context);
        lock (_lock)
        {
            Rotate();
            return _counts.GetValueOrDefault(Digest(what, network));
        }
    }

    /// <summary>Counts one more and gives how many there are now.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What is counted, apart from all else.</param>
    public int Count(HttpContext context, string what)
    {
        var network = Network(context);
        lock (_lock)
        {
            Rotate();
            return _counts[Digest(what, network)] = _counts.GetValueOrDefault(Digest(what, network)) + 1;
        }
    }

    /// <summary>Counts one more, unless the same one was counted already or there are too many.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What is counted, apart from all else.</param>
    /// <param name="which">Tells one from the next: it counts once.</param>
    /// <param name="most">How many there may be.</param>
    /// <returns>Whether there is room for it, and whether it was new.</returns>
    public (bool Room, bool New) CountOnce(HttpContext context, string what, string which, int most)
    {
        var network = Network(context);
        lock (_lock)
        {
            Rotate();
            var (bucket, one) = (Digest(what, network), Digest(what, Encoding.UTF8.GetBytes(which)));
            if (_once.Contains(one)) return (true, false);
            var seen = _counts.GetValueOrDefault(bucket);
            if (seen >= most) return (false, false);
            _counts[bucket] = seen + 1;
            return (true, _once.Add(one));
        }
    }

    private void Rotate()
    {
        var now = clock.GetUtcNow();
        if (now < _forgets) return;
        (_key, _forgets) = (RandomNumberGenerator.GetBytes(32), now + KeyLives);
        _counts.Clear();
        _once.Clear();
    }

    private string Digest(string what, byte[] whose)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(what), 0, .. whose];
        return Convert.ToHexString(HMACSHA256.HashData(_key, text));
    }

    /// <summary>The network that a household or a hall of residence shares: /24 of IPv4, /56 of IPv6.</summary>
    private static byte[] Network(HttpContext context)
    {
#pragma warning disable RS0030 // Nothing about a reader is kept: it goes into the digest only.
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
#pragma warning restore RS0030
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.GetAddressBytes()[..(address.AddressFamily == AddressFamily.InterNetworkV6 ? 7 : 3)];
    }
}
