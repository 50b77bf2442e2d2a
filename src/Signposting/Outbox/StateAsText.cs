using System.Globalization;

namespace Signposting.Outbox;

/// <summary>
/// The outbox in the text format of Prometheus (version 0.0.4). State and no flow: a letter that is delivered in time is never seen here, and so
/// nobody can tell from it when somebody has asked for help.
/// </summary>
internal static class StateAsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <param name="problem">Why the site isn't ready, or null.</param>
    /// <param name="waiting">All letters that wait.</param>
    /// <param name="now">The time.</param>
    /// <param name="mayWait">How long a letter may wait; younger ones are left out.</param>
    public static string Of(string? problem, IReadOnlyList<WaitingLetter> waiting, DateTimeOffset now, TimeSpan mayWait)
    {
        var late = waiting.Where(w => now - w.CreatedAt > mayWait).ToList();
        return string.Concat(
            Gauge("signposting_ready", "1 if letters leave in time and forms can be kept.", problem is null ? 1 : 0),
            Gauge("signposting_letters_late", "Letters that wait longer than they may.", late.Count),
            Gauge("signposting_oldest_late_letter_seconds", "How long the oldest of them has waited.", (long)(late.Count == 0 ? 0 : late.Max(w => (now - w.CreatedAt).TotalSeconds))),
            Gauge("signposting_mailboxes_late", "Services whose letters are among them.", late.Select(w => w.Destination).Distinct().Count()));
    }

    private static string Gauge(string name, string help, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
}
