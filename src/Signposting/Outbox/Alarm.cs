using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.Outbox;

/// <summary>How operators are told that something is wrong (configuration section <c>Alarm</c>).</summary>
public sealed class AlarmOptions : IValidatableObject
{
    /// <summary>Receives a POST with JSON <c>{ "alarm": "...", "detail": "...", "count": 1 }</c>, or null. It holds no word of anybody.</summary>
    public string? Webhook { get; set; }

    /// <summary>How long a letter may wait before it is an alarm. Default 10 min; from 1 min to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LetterMayWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long until the same alarm is given again. Default 6 h; from 1 min to 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Webhook is not null && (!Uri.TryCreate(Webhook, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")))
            yield return new ValidationResult("Alarm:Webhook should be an https:// address.");
    }
}

/// <summary>
/// Tells operators by other ways than the mail that may be failing: a log event at the highest level, a webhook, a second mail server.
/// The same alarm is given once by each, and again only after a while.
/// </summary>
internal sealed partial class Alarm(IEnumerable<IBell> bells, OutboxMeter meter, IOptions<AlarmOptions> options, TimeProvider clock, ILogger<Alarm> log)
{
    /// <summary>How long one way of telling may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A way that has failed is left alone that long, so that many alarms at once don't each wait for it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<IBell> _bells = [.. bells];
    private readonly Dictionary<(string By, string Alarm, string Detail), DateTimeOffset> _given = [];
    private readonly Dictionary<string, DateTimeOffset> _failed = [];
    private readonly Lock _lock = new();

    /// <param name="alarm">What is wrong, in a word: <c>outbox</c>, <c>unanswered</c>.</param>
    /// <param name="detail">Of what: an id of a service, never of a person. Each has its own repeat.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancel">Gives up telling.</param>
    /// <returns>Whether every way that was due has heard it.</returns>
    public async Task<bool> GiveAsync(string alarm, string detail, int count, CancellationToken cancel)
    {
        if (IsDue("log", alarm, detail))
        {
            meter.Alarm(alarm);
            Given(alarm, detail, count);
        }
        var heard = await Task.WhenAll(_bells.Where(b => !IsPaused(b.Name) && IsDue(b.Name, alarm, detail)).Select(b => RingAsync(b, alarm, detail, count, cancel)));
        return heard.All(h => h);
    }

    /// <summary>It is well again: the next time is a new alarm.</summary>
    public void Over(string alarm, string detail)
    {
        lock (_lock)
            foreach (var key in _given.Keys.Where(k => k.Alarm == alarm && k.Detail == detail).ToList()) _given.Remove(key);
    }

    private async Task<bool> RingAsync(IBell bell, string alarm, string detail, int count, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        enough.CancelAfter(Patience);
        var problem = "too slow";
        try
        {
            problem = await bell.RingAsync(alarm, detail, count, enough.Token).WaitAsync(enough.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Too slow.
        }
#pragma warning disable CA1031 // Whatever it was, the other way must still be tried.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            problem = e.GetType().Name;
        }
        if (problem is null) return true;
        lock (_lock)
        {
            // Again once the pause is over.
            _given.Remove((bell.Name, alarm, detail));
            _failed[bell.Name] = clock.GetUtcNow();
        }
        NotHeard(alarm, bell.Name, problem);
        return false;
    }

    private bool IsPaused(string bell)
    {
        lock (_lock) return _failed.TryGetValue(bell, out var at) && (clock.GetUtcNow() - at).Duration() < Pause;
    }

    private bool IsDue(string by, string alarm, string detail)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_given.TryGetValue((by, alarm, detail), out var at) && (now - at).Duration() < options.Value.RepeatAfter) return false;
            _given[(by, alarm, detail)] = now;
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM {Name}: {Detail} ({Count})")]
    private partial void Given(string name, string detail, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The alarm {Name} could not be given by {Bell} ({Problem})")]
    private partial void NotHeard(string name, string bell, string problem);
}
