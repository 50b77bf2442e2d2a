using System.Data.Common;
using Microsoft.Extensions.Options;
using Signposting.Storage;

namespace Signposting.Outbox;

/// <summary>Whether the site does what it promises. Each answer is null for yes, or says what is wrong.</summary>
internal sealed class Readiness(Marks marks, WaitingLetters letters, IOptions<HealthOptions> options, TimeProvider clock)
{
    /// <summary>Problems that come before the mail server has heard of a mailbox.</summary>
    private static readonly string[] OfTheWay = ["connect", "tls", "sign-in", "sender", "folder"];

    /// <summary>A form could be kept now: the database can be written.</summary>
    public async Task<string?> OpenAsync(CancellationToken cancel)
    {
        try
        {
            await marks.WriteAsync(cancel);
            return null;
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            return "the database can't be written";
        }
    }

    /// <summary>Besides, letters leave in time.</summary>
    public async Task<string?> ReadyAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } problem) return problem;
        try
        {
            return MailIsLate(await letters.ListAsync(cancel), clock.GetUtcNow(), options.Value.LetterMayWait) ? "letters don't leave" : null;
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            return "the database can't be read";
        }
    }

    /// <summary>
    /// Whether letters are late because of the way that all take. One mailbox that is dead or busy isn't the way, however long its letters
    /// wait (that is an alarm of its own), nor is any that refuses for good; but when two at once don't take theirs, something between is broken.
    /// </summary>
    internal static bool MailIsLate(IReadOnlyList<WaitingLetter> waiting, DateTimeOffset now, TimeSpan mayWait)
    {
        var late = waiting.GroupBy(w => w.Destination).Where(d => d.Any(w => now - w.CreatedAt > mayWait)).ToList();
        // Letters behind one that is held up at the mailbox have not been tried.
        var busy = late.Where(d => d.Any(w => w.Problem is not null && !IsOfTheWay(w.Problem))).ToList();
        return late.Count > busy.Count || busy.Count(d => !d.Any(w => IsRefusal(w.Problem))) > 1;
    }

    private static bool IsOfTheWay(string problem) => OfTheWay.Any(w => problem.StartsWith(w, StringComparison.Ordinal));

    private static bool IsRefusal(string? problem) => problem is not null && (problem.StartsWith("recipient 5", StringComparison.Ordinal) || problem.StartsWith("message 5", StringComparison.Ordinal));
}
