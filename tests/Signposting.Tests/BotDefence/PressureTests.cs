using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Signposting.BotDefence;

namespace Signposting.Tests.BotDefence;

/// <summary>It rises at one number, falls at a smaller one, and doesn't flicker between.</summary>
public sealed class PressureTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly Pressure _pressure;

    public PressureTests() => _pressure = new Pressure(Options.Create(new BotDefenceOptions { AllWorkFrom = 5, AllRestFrom = 2 }), _clock, NullLogger<Pressure>.Instance);

    [Fact]
    public void It_rises_with_the_fifth_form_in_ten_minutes()
    {
        Send(4);
        Assert.False(_pressure.High);

        Send(1);

        Assert.True(_pressure.High);
    }

    [Fact]
    public void Forms_of_more_than_ten_minutes_ago_do_not_count()
    {
        Send(4);
        _clock.Advance(TimeSpan.FromMinutes(10));

        Send(4);

        Assert.False(_pressure.High);
    }

    [Fact]
    public void It_falls_only_when_there_are_no_more_than_two()
    {
        Send(2);
        _clock.Advance(TimeSpan.FromMinutes(4));
        Send(3);
        // The first two are forgotten, three remain: fewer than made it rise, and more than let it fall.
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(_pressure.High);
        Send(1);
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.False(_pressure.High);

        // And from there, it takes five again.
        Send(3);
        Assert.False(_pressure.High);
        Send(1);
        Assert.True(_pressure.High);
    }

    private void Send(int forms)
    {
        for (var i = 0; i < forms; i++) _pressure.Sent();
    }
}
