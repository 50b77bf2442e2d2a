using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signposting.Listings;
using Signposting.Outbox;
using Signposting.Routing;
using Signposting.Storage;

namespace Signposting.Referrals;

/// <summary>
/// Sees to it that every referral reaches somebody who acts: passes it on when a service is silent beyond its promise or its mailbox
/// refuses, tells operators when mail is stuck or nobody is left, and lets nothing be kept beyond its time.
/// </summary>
internal sealed partial class Overseer(
    Database database, ReferralBook book, LetterBox letters, LetterWriter writer, ReferralSeal seal, CurrentCatalogue catalogue, CertificateWatch certificates, Alarm alarm,
    IOptions<ReferralOptions> options, IOptions<AlarmOptions> alarms, TimeProvider clock, ILogger<Overseer> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    /// <summary>How long the person can still see what became of it, once that is settled.</summary>
    private static readonly TimeSpan StatusKept = TimeSpan.FromDays(60);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        do
        {
            // Of several nodes, one looks.
            await SurvivingAsync(() => database.AloneAsync("overseer", () => LookAsync(stoppingToken), stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One round.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        var (now, content) = (clock.GetUtcNow(), catalogue.Now);
        await SurvivingAsync(() => LookAtMailAsync(cancel), cancel);
        await SurvivingAsync(() => certificates.LookAsync(content, cancel), cancel);
        await SurvivingAsync(() => LookAtPassesAsync(now, content, cancel), cancel);
        await SurvivingAsync(() => EndWhatIsTooOldAsync(now, cancel), cancel);
        await SurvivingAsync(() => book.ForgetSyntheticAsync(now - Synthetic.KeptFor, cancel), cancel);
        await SurvivingAsync(() => book.ForgetAsync(now - StatusKept, cancel), cancel);
    }

    private async Task LookAtPassesAsync(DateTimeOffset now, Catalogue content, CancellationToken cancel)
    {
        var open = await book.OpenPassesAsync(cancel);
        var fates = await letters.FatesAsync([.. open.SelectMany(p => p.Letters)], cancel);
        foreach (var pass in open) await SurvivingAsync(() => LookAtAsync(pass, fates, now, content, cancel), cancel);
        foreach (var (destination, count) in await book.StrandedAsync(cancel)) await alarm.GiveAsync("unanswered", destination, count, cancel);
    }

    private async Task LookAtAsync(Pass pass, IReadOnlyDictionary<string, Fate> fates, DateTimeOffset now, Catalogue content, CancellationToken cancel)
    {
        if (fates.GetValueOrDefault(pass.Letter) is not { } fate) return;
        if (pass.Trouble is not null) await SeeToUnreadableAsync(pass, content, cancel);
        else if (pass.Letters.Any(l => fates.GetValueOrDefault(l) is { Refused: true, DeliveredAt: null }))
        {
            await alarm.GiveAsync("mailbox-refuses", pass.Destination, 1, cancel);
            await PassOnAsync(pass, "refused", content, cancel);
        }
        // While mail is down, silence isn't the service's: that alarm is given already.
        else if (fate.DeliveredAt is not null && pass.DueAt < now.ToUnixTimeMilliseconds()) await PassOnAsync(pass, "silent", content, cancel);
    }

    private async Task EndWhatIsTooOldAsync(DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var reference in await book.OpenSinceBeforeAsync(now - options.Value.KeptAtMost, cancel))
        {
            await alarm.GiveAsync("kept-too-long", "destroyed unanswered", 1, cancel);
            await SurvivingAsync(async () =>
            {
                if (await book.UnansweredAsync(reference, cancel)) Unanswered();
            }, cancel);
        }
    }

    /// <summary>What can't be done for one form must not keep the others from being looked at; operators are told.</summary>
    private async Task SurvivingAsync(Func<Task> step, CancellationToken cancel)
    {
        try
        {
            await step();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The site stops.
        }
#pragma warning disable CA1031 // Whatever it was, others are waiting.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // The type only: an exception's message may carry words of a form.
            var problem = e.GetType().Name;
            Stumbled(problem);
            await alarm.GiveAsync("stumbled", problem, 1, CancellationToken.None);
        }
    }

    /// <summary>Whether there is somebody to whom it can go on.</summary>
    internal bool HasNext(BookEntry entry, Catalogue content) => entry.Sealed is { } text && Next(entry, seal.Open(text), content) is not null;

    private static Service? Next(BookEntry entry, KeptReferral kept, Catalogue content) =>
        NextService.After([.. entry.Passes.Select(p => p.Destination)], kept, content, content.Part<RoutingTable>());

    /// <summary>To the next service, or, when nobody is left, to the operators.</summary>
    internal async Task PassOnAsync(Pass pass, string answer, Catalogue content, CancellationToken cancel)
    {
        // A test has nowhere else to go.
        if (pass.Destination == Synthetic.Destination) return;
        if (await book.FindAsync(pass.Reference, cancel) is not { ClosedAs: null, Sealed: { } text } entry) return;
        var kept = seal.Open(text);
        var next = Next(entry, kept, content);
        if (next is null)
        {
            // Nobody is left. The letter goes on being tried, an answer is still welcome, and somebody is told again and again.
            await alarm.GiveAsync("unanswered", pass.Destination, 1, cancel);
            if (answer != "full") return;
        }
        if (await book.PassOnAsync(pass, answer, next is null ? null : writer.Referral(kept, next, entry.ReceivedAt, content), cancel)) PassedOn(pass.Destination, answer, next?.Id ?? "nobody");
    }

    /// <summary>
    /// Its words couldn't be encrypted for the service: sent again if they can be by now, else passed on. The last service keeps it open, so
    /// that it is tried again in every round and is sent as soon as there is a good certificate.
    /// </summary>
    private async Task SeeToUnreadableAsync(Pass pass, Catalogue content, CancellationToken cancel)
    {
        if (await SendAgainAsync(pass, content, null, cancel)) alarm.Over("not-encrypted", pass.Destination);
        else
        {
            await alarm.GiveAsync("not-encrypted", pass.Destination, 1, cancel);
            await PassOnAsync(pass, "unreadable", content, cancel);
        }
    }

    /// <summary>The same sending once more, in the way that the listing names by now; false if it can't be.</summary>
    /// <param name="pass">The sending.</param>
    /// <param name="content">The listings.</param>
    /// <param name="code">The code that opens it, if there is one already.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<bool> SendAgainAsync(Pass pass, Catalogue content, string? code, CancellationToken cancel) =>
        content.Service(pass.Destination) is { Referrals: not null } service
        && await book.FindAsync(pass.Reference, cancel) is { ClosedAs: null, Sealed: { } text } entry
        && await book.SendAgainAsync(pass, writer.Referral(seal.Open(text), service, entry.ReceivedAt, content, code), cancel);

    private async Task LookAtMailAsync(CancellationToken cancel)
    {
        var state = await letters.StateAsync(cancel);
        if (state.Oldest > alarms.Value.LetterMayWait) await alarm.GiveAsync("outbox", "letters are waiting", state.Waiting, cancel);
        else alarm.Over("outbox", "letters are waiting");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A referral was passed on from {From} ({Answer}) to {To}")]
    private partial void PassedOn(string from, string answer, string to);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A referral was not taken by anybody and has been destroyed at its age")]
    private partial void Unanswered();

    [LoggerMessage(Level = LogLevel.Error, Message = "The overseer stumbled: {Problem}")]
    private partial void Stumbled(string problem);
}
