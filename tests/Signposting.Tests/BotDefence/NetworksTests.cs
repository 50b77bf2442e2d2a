using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Signposting.BotDefence;

namespace Signposting.Tests.BotDefence;

/// <summary>What counts as one network, and that all of it is forgotten.</summary>
public sealed class NetworksTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly Networks _networks;

    public NetworksTests() => _networks = new Networks(_clock);

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.250", true)]
    [InlineData("203.0.113.7", "203.0.112.7", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.9", true)]
    [InlineData("2001:db8:1:200::1", "2001:db8:1:2ff:9::9", true)]
    [InlineData("2001:db8:1:200::1", "2001:db8:1:300::1", false)]
    public void A_household_is_one_network(string one, string other, bool same)
    {
        _networks.Count(From(one), "x");

        Assert.Equal(same ? 2 : 1, _networks.Count(From(other), "x"));
    }

    [Fact]
    public void What_is_counted_apart_stays_apart()
    {
        _networks.Count(From("203.0.113.7"), "guesses");

        Assert.Equal(1, _networks.Seen(From("203.0.113.7"), "guesses"));
        Assert.Equal(0, _networks.Seen(From("203.0.113.7"), "sends"));
    }

    [Fact]
    public void The_same_one_counts_once_and_has_room_even_when_there_is_none_left()
    {
        Assert.Equal((true, true), _networks.CountOnce(From("203.0.113.7"), "sends", "a", most: 1));
        Assert.Equal((true, false), _networks.CountOnce(From("203.0.113.7"), "sends", "a", most: 1));
        Assert.Equal((false, false), _networks.CountOnce(From("203.0.113.8"), "sends", "b", most: 1));
        Assert.Equal((true, true), _networks.CountOnce(From("198.51.100.1"), "sends", "b", most: 1));
        Assert.Equal(1, _networks.Seen(From("203.0.113.7"), "sends"));
    }

    [Fact]
    public void After_an_hour_the_key_and_all_that_was_counted_are_gone()
    {
        _networks.CountOnce(From("203.0.113.7"), "sends", "a", most: 1);
        var forgets = _networks.Forgets;
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1, _networks.Seen(From("203.0.113.7"), "sends"));
        var before = Held();

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(forgets, _clock.GetUtcNow());
        Assert.Equal((true, true), _networks.CountOnce(From("203.0.113.7"), "sends", "a", most: 1));
        // Another key: who looks at both hours can't tell that it is the same network.
        Assert.Empty(Held().Intersect(before));
    }

    internal static HttpContext From(string address)
    {
        var context = new DefaultHttpContext();
#pragma warning disable RS0030 // A test may say who asks.
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
#pragma warning restore RS0030
        return context;
    }

    /// <summary>The digests in memory.</summary>
    internal static IReadOnlyList<string> Held(Networks networks) =>
        [.. ((Dictionary<string, int>)typeof(Networks).GetField("_counts", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(networks)!).Keys];

    private IReadOnlyList<string> Held() => Held(_networks);
}
