using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.Storage;

namespace Signposting.Outbox;

/// <summary>
/// The outbox for operators and their scheduled jobs, beside a running site: <c>outbox</c>, <c>outbox retry</c>, <c>outbox release</c>, <c>outbox delivered</c>.
/// It shows neither words nor mailboxes nor references.
/// </summary>
public static class OutboxVerb
{
    /// <summary>Exit code: nothing waits longer than it may.</summary>
    public const int Well = 0;

    /// <summary>Exit code: a letter has waited longer than <c>Alarm:LetterMayWait</c>.</summary>
    public const int Stuck = 3;

    private const int NothingDone = 1;
    private const int NotUnderstood = 2;

    /// <summary>Does what the words after <c>outbox</c> say.</summary>
    /// <param name="services">The site's.</param>
    /// <param name="words">None, or <c>retry</c>, <c>release</c> or <c>delivered</c>, then an id, a destination or <c>all</c>.</param>
    /// <param name="output">What there is to say.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">There is no database yet.</exception>
    public static int Run(IServiceProvider services, string[] words, TextWriter output)
    {
        services.GetRequiredService<Database>().MustBeThere();
        var (letters, clock) = (services.GetRequiredService<WaitingLetters>(), services.GetRequiredService<TimeProvider>());
        var waiting = letters.ListAsync(CancellationToken.None).GetAwaiter().GetResult();
        switch (words)
        {
            case []:
                return List(waiting, clock.GetUtcNow(), services.GetRequiredService<IOptions<AlarmOptions>>().Value.LetterMayWait, output);
            case ["retry", .. var which] when which.Length <= 1:
                return Say(output, letters.DueNowAsync(which.FirstOrDefault() ?? "all", CancellationToken.None).GetAwaiter().GetResult(),
                    "due now: a running site takes them up within seconds. One that is on its way is left to its courier.");
            case ["release"]:
                output.WriteLine(WhenReleasingIsSafe);
                return NotUnderstood;
            case ["release", var which]:
                return Say(output, letters.TakeBackAsync(which, CancellationToken.None).GetAwaiter().GetResult(), "taken back and due now.");
            case ["delivered", var id]:
                return Say(output, waiting.Any(w => w.Id == id) ? Deliver(services, id) : 0, "taken for delivered, and its words destroyed.");
            default:
                output.WriteLine("Use outbox, outbox retry [ID, DESTINATION or all], outbox release [ID, DESTINATION or all] or outbox delivered ID.");
                return NotUnderstood;
        }
    }

    private const string WhenReleasingIsSafe = """
        A letter on its way is held by the courier that carries it for five minutes at most; then it is free by itself, and a site with
        SQLite frees it when it starts. Release it by hand only if the process or node that carried it is no more: while one is still
        sending, the letter goes out twice (with the same Message-ID). Nothing was changed. To do it: outbox release all
        """;

    /// <summary>The mail server's log says that it has arrived, whatever we know.</summary>
    private static int Deliver(IServiceProvider services, string id)
    {
        var letters = services.GetRequiredService<LetterBox>();
        letters.DeliveredAsync(Guid.ParseExact(id, "N"), CancellationToken.None).GetAwaiter().GetResult();
        letters.ForgetAsync(CancellationToken.None).GetAwaiter().GetResult();
        return 1;
    }

    private static int List(IReadOnlyList<WaitingLetter> waiting, DateTimeOffset now, TimeSpan mayWait, TextWriter output)
    {
        if (waiting.Count == 0)
        {
            output.WriteLine("Nothing waits.");
            return Well;
        }
        string[] head = ["id", "destination", "waits", "tries", "last problem", "next try"];
        var rows = waiting.Select(w => (string[])[w.Id, w.Destination, Span(now - w.CreatedAt), w.Tries.ToString(CultureInfo.InvariantCulture), w.Problem ?? "-", NextTry(w, now)]).Prepend(head).ToList();
        var widths = head.Select((_, column) => rows.Max(r => r[column].Length)).ToList();
        foreach (var row in rows) output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        var stuck = waiting.Count(w => now - w.CreatedAt > mayWait);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waiting.Count} waiting, {stuck} of them longer than {Span(mayWait)}."));
        return stuck > 0 ? Stuck : Well;
    }

    private static string NextTry(WaitingLetter letter, DateTimeOffset now) =>
        letter.OnItsWay ? "on its way" : letter.NextTryAt <= now ? "due" : "in " + Span(letter.NextTryAt - now);

    private static int Say(TextWriter output, int changed, string what)
    {
        output.WriteLine(changed == 0 ? "No letter of that id or destination waits like that. Nothing was changed." : string.Create(CultureInfo.InvariantCulture, $"{changed} {what}"));
        return changed == 0 ? NothingDone : Well;
    }

    /// <summary><c>3 d 4 h</c>, <c>2 h 5 min</c>, <c>40 s</c>.</summary>
    private static string Span(TimeSpan span) => FormattableString.Invariant(span switch
    {
        { TotalDays: >= 1 } => $"{span.Days} d {span.Hours} h",
        { TotalHours: >= 1 } => (FormattableString)$"{span.Hours} h {span.Minutes} min",
        { TotalMinutes: >= 1 } => $"{span.Minutes} min",
        _ => $"{Math.Max(0, span.Seconds)} s",
    });
}
