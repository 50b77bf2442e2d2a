using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.Operations;

/// <summary>What a machine can read about the site tells of faults, and of nobody.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Metrics_show_letters_that_are_late_and_never_one_that_is_not()
    {
        var clock = Shelf.ClockFromNow();
        await using var mail = new OddServer(_authority.Issue()) { Answer = OddServer.To("CONNECT", "421 later") };
        using var site = new Site(Postfix.Settings(_authority, mail.Port), clock);
        using var monitor = site.Browser();
        var empty = await ReadAsync(monitor);
        await Filling.SendAsync(site.Browser());
        await site.RowAsync((await site.RowsAsync()).Single().Id, r => r.Tries == 1);

        Assert.Equal(empty, await ReadAsync(monitor));
        Assert.Contains("\nsignposting_letters_late 0\n", empty, StringComparison.Ordinal);
        await site.MoveUntilAsync(clock, rows => rows.Single().Tries == 7);
        var late = await ReadAsync(monitor);
        Assert.Contains("\nsignposting_letters_late 1\n", late, StringComparison.Ordinal);
        Assert.DoesNotContain("signposting_oldest_late_letter_seconds 0\n", late, StringComparison.Ordinal);
        mail.Answer = (_, _) => Task.FromResult<string?>(null);
        await site.MoveUntilAsync(clock, rows => rows.Single().Delivered);
        Assert.Equal(empty, await ReadAsync(monitor));
    }

    [Fact]
    public async Task The_meter_has_no_dimension_but_the_service_the_kind_of_problem_and_the_alarm()
    {
        var seen = new ConcurrentQueue<(string Instrument, string Tag, string? Value)>();
        await using var mail = new OddServer(_authority.Issue()) { Answer = (said, _) => Task.FromResult(said.Verb == "RCPT" ? $"550 Qanaria {said.Line}" : null) };
        using var site = new Site(Postfix.Settings(_authority, mail.Port));
        // Made before anybody listens: what listens is asked while a site is being made, this one too.
        var meters = site.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "Signposting" && instrument.Meter.Scope == meters) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            foreach (var tag in tags) seen.Enqueue((instrument.Name, tag.Key, tag.Value as string));
        });
        listener.Start();
        await Filling.SendAsync(site.Browser(), ("name", "Qanaria"));
        await Until.TrueAsync(() => seen.Count >= 2, "Nothing is measured.");

        Assert.Equal([("signposting.letters.failed", "destination", "partnership-desk"), ("signposting.letters.failed", "problem", "recipient 550")], seen.Take(2));
    }

    private static Task<string> ReadAsync(HttpClient monitor) => monitor.GetStringAsync("/health/metrics", TestContext.Current.CancellationToken);
}
