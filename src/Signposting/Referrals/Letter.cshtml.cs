using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;
using Signposting.Listings;
using Signposting.Outbox;

namespace Signposting.Referrals;

/// <summary>
/// Where a service that receives only a notice reads the referral: opening the page only asks for the code, the right code shows the words
/// once. No copy of them is kept: they are made from the sealed answers for this one response.
/// </summary>
internal sealed partial class LetterPage(
    ReadingLinks links, AnswerLinks answers, ReferralBook book, Notices notices, ReferralSeal seal, Overseer overseer, Guesses guesses, Alarm alarm,
    Catalogue catalogue, ILogger<LetterPage> log) : PageModel
{
    /// <summary>What the page shows.</summary>
    internal enum View { Useless, Asks, Spent, Shows, Sent, Wait }

    public View Show { get; private set; }

    public Pass? Pass { get; private set; }

    public string Token { get; private set; } = "";

    /// <summary>Whether the service has a PIN; else a code is sent to it.</summary>
    public bool HasPin => _notice?.Code is null;

    /// <summary>How many tries are left after a wrong one, or null.</summary>
    public int? Left { get; private set; }

    /// <summary>The words, once.</summary>
    public string Words { get; private set; } = "";

    private NoticeState? _notice;
    private string _link = "";

    public Task OnGetAsync(string token, CancellationToken cancel) => ReadAsync(token, cancel);

    public async Task OnPostAsync(string token, [FromForm] string? code, [FromForm] string? go, CancellationToken cancel)
    {
        await ReadAsync(token, cancel);
        if (Show == View.Useless) return;
        if (go == "fresh") await RenewAsync(cancel);
        else if (Show == View.Asks) await TryAsync(code ?? "", cancel);
        // The page's script leaves a page as it is when the answer is 410; here there is something to press.
        if (Show == View.Spent) Response.StatusCode = StatusCodes.Status409Conflict;
    }

    public string AnswerTo(ServiceAnswer answer) => "/k/" + answers.Token(Pass!.Id, answer);

    /// <summary>Once the sending is answered, withdrawn or passed on, no link of it is good for anything.</summary>
    private async Task ReadAsync(string token, CancellationToken cancel)
    {
        if (links.Read(token) is { } read && await book.PassAsync(read.Pass, cancel) is { Answer: null } pass
            && await book.FindAsync(pass.Reference, cancel) is { ClosedAs: null } && await notices.FindAsync(pass.Id, cancel) is { } notice)
        {
            (Pass, Token, _notice, _link) = (pass, token, notice, read.Link);
            Show = notice.Spent || notice.Link != read.Link ? View.Spent : View.Asks;
        }
        if (Show is View.Useless or View.Spent) Response.StatusCode = StatusCodes.Status410Gone;
    }

    private async Task TryAsync(string typed, CancellationToken cancel)
    {
        if (await notices.TryAsync(Pass!.Id, _link, cancel) is not { } tries)
        {
            Show = View.Spent;
            return;
        }
        if (!IsRight(typed))
        {
            await WrongAsync(tries, cancel);
            return;
        }
        if (catalogue.Service(Pass.Destination) is not { Referrals: not null } service || await book.ReadAsync(Pass, _link, cancel) is not { } text
            || await book.FindAsync(Pass.Reference, cancel) is not { } entry)
        {
            Show = View.Spent;
            return;
        }
        (Show, Words) = (View.Shows, LetterWriter.Words(seal.Open(text), service, Pass.Reference, entry.ReceivedAt, catalogue));
        Opened(Pass.Destination);
    }

    private bool IsRight(string typed) => _notice!.Code is { } code
        ? ReadingCode.Is(code, typed)
        : catalogue.Service(Pass!.Destination)?.Referrals?.Delivery is DeliveryMode.Notice { Pin: { } pin } && pin.Is(typed);

    private async Task WrongAsync(int tries, CancellationToken cancel)
    {
        (Show, Left) = (tries < Notices.MostTries ? View.Asks : View.Spent, Notices.MostTries - tries);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        // Whoever guesses may go away; operators are told all the same.
        if (Show == View.Spent) await alarm.GiveAsync("wrong-codes", Pass!.Destination, tries, CancellationToken.None);
        await guesses.WrongAsync(HttpContext, cancel);
    }

    private async Task RenewAsync(CancellationToken cancel)
    {
        var sent = await notices.MayRenewAsync(Pass!.Id, cancel) && await overseer.SendAgainAsync(Pass, catalogue, _notice!.Code, cancel);
        (Show, Response.StatusCode) = sent ? (View.Sent, StatusCodes.Status200OK) : (View.Wait, StatusCodes.Status429TooManyRequests);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Destination} has read a referral here")]
    private partial void Opened(string destination);
}
