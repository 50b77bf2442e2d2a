using System.ComponentModel.DataAnnotations;
using System.Net.Http.Json;
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
/// Tells operators by another way than the mail that may be failing: a log event at the highest level, and a webhook. The same alarm
/// is given once, and again only after a while.
/// </summary>
internal sealed partial class Alarm(IHttpClientFactory http, IOptions<AlarmOptions> options, TimeProvider clock, ILogger<Alarm> log)
{
    private readonly Dictionary<string, DateTimeOffset> _given = [];
    private readonly Lock _lock = new();

    /// <param name="alarm">What is wrong, in a word: <c>outbox</c>, <c>unanswered</c>.</param>
    /// <param name="detail">Of what: an id of a service, never of a person. Each has its own repeat.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancel">Gives up the webhook.</param>
    public async Task GiveAsync(string alarm, string detail, int count, CancellationToken cancel)
    {
        if (!IsDue($"{alarm} {detail}")) return;
        Given(alarm, detail, count);
        if (options.Value.Webhook is not { } webhook) return;
        try
        {
            using var client = http.CreateClient();
            client.Timeout = TimeSpan.FromSeconds(10);
            using var answer = await client.PostAsJsonAsync(new Uri(webhook), new { alarm, detail, count }, cancel);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            // Try again with the next round.
            lock (_lock) _given.Remove($"{alarm} {detail}");
            NotHeard(alarm, e.GetType().Name);
        }
    }

    /// <summary>It is well again: the next time is a new alarm.</summary>
    public void Over(string alarm, string detail)
    {
        lock (_lock) _given.Remove($"{alarm} {detail}");
    }

    private bool IsDue(string key)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_given.TryGetValue(key, out var at) && now - at < options.Value.RepeatAfter) return false;
            _given[key] = now;
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM {Name}: {Detail} ({Count})")]
    private partial void Given(string name, string detail, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The alarm {Name} could not be given by webhook ({Problem})")]
    private partial void NotHeard(string name, string problem);
}
