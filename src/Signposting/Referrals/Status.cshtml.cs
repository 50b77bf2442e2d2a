using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;
using Signposting.Listings;
using Signposting.Outbox;
using Signposting.Shared;

namespace Signposting.Referrals;

/// <summary>
/// Where a person sees, with the reference alone, whether somebody has the form, and can take it back. Nothing on the page says what it
/// is about.
/// </summary>
internal sealed partial class StatusPage(ReferralBook book, LetterBox letters, ReferralSeal seal, Catalogue catalogue, Guesses guesses, ILogger<StatusPage> log) : PageModel
{
    /// <summary>What the page shows.</summary>
    internal enum View { Asks, Unknown, Found, Sure, Withdrawn }

    public View Show { get; private set; }

    public string? Typed { get; private set; }

    public BookEntry? Entry { get; private set; }

    /// <summary>waiting, delivered, read, passed-on, taken, unanswered or withdrawn.</summary>
    public string State { get; private set; } = "";

    /// <summary>Until when to expect contact, while that is open.</summary>
    public DateOnly? Due { get; private set; }

    /// <summary>By what means they said they may be reached, while that is still kept.</summary>
    public IReadOnlyList<string> Ways { get; private set; } = [];

    public bool MayWithdraw => Entry is { ClosedAs: null or "taken" };

    /// <summary>Numbers without their names.</summary>
    public IEnumerable<Phone> Lines => Shell.Lines(catalogue).SelectMany(s => s.PublicPhones).Take(3);

    public async Task OnPostAsync([FromForm] string? reference, [FromForm] string? go, CancellationToken cancel)
    {
        Typed = reference;
        if (Reference.TryParse(reference, out var known)) Entry = await book.FindAsync(known, cancel);
        if (Entry is null)
        {
            // Slower with every wrong guess from the same network, but never shut: others may sit behind the same address.
            await guesses.WrongAsync(HttpContext, cancel);
            (Show, Response.StatusCode) = (View.Unknown, StatusCodes.Status422UnprocessableEntity);
            return;
        }
        if (go == "withdraw" && MayWithdraw)
        {
            if (await book.WithdrawAsync(Entry.Reference, pass => LetterWriter.Withdrawn(pass, catalogue), cancel)) Withdrawn();
            Show = View.Withdrawn;
            return;
        }
        if (go == "ask" && MayWithdraw) Show = View.Sure;
        else await ShowAsync(Entry, cancel);
    }

    private async Task ShowAsync(BookEntry entry, CancellationToken cancel)
    {
        Show = View.Found;
        var last = entry.Passes[^1];
        var fates = await letters.FatesAsync([last.Letter], cancel);
        var delivered = fates.GetValueOrDefault(last.Letter)?.DeliveredAt is not null;
        State = entry.ClosedAs ?? last switch
        {
            // A letter that couldn't be encrypted says nothing: the form is still on its way.
            { Trouble: not null } => "waiting",
            // Even the last can't take it: operators are told, and the person is, too.
            { Answer: "full" } => "nobody",
            { OpenedAt: not null } => "read",
            _ when entry.Passes.Count > 1 => "passed-on",
            _ => delivered ? "delivered" : "waiting",
        };
        if (entry.ClosedAs is null && State != "nobody") Due = England.Day(DateTimeOffset.FromUnixTimeMilliseconds(last.DueAt));
        Ways = WaysOf(entry);
    }

    /// <summary>Without its key a form can't be read, but still be taken back.</summary>
    private ImmutableArray<string> WaysOf(BookEntry entry)
    {
        try
        {
            return entry.Sealed is { } text ? seal.Open(text).Answers.All("ways") : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A referral was withdrawn")]
    private partial void Withdrawn();
}
