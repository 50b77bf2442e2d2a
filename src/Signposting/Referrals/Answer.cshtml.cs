using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;
using Signposting.Listings;

namespace Signposting.Referrals;

/// <summary>Where a service says "we have it" or "we are full": opening the page does nothing, the button counts.</summary>
internal sealed partial class AnswerPage(AnswerLinks links, ReferralBook book, Overseer overseer, Catalogue catalogue, ILogger<AnswerPage> log) : PageModel
{
    /// <summary>What the page shows.</summary>
    internal enum View { Useless, Asks, Noted }

    public View Show { get; private set; }

    public ServiceAnswer Answer { get; private set; }

    public Pass? Pass { get; private set; }

    public string Token { get; private set; } = "";

    /// <summary>Which texts are shown: taken; full; or last, for "full" from a service after which there is no other.</summary>
    public string Kind { get; private set; } = "";

    public Task OnGetAsync(string token, CancellationToken cancel) => ReadAsync(token, cancel);

    public async Task OnPostAsync(string token, CancellationToken cancel)
    {
        if (!await ReadAsync(token, cancel)) return;
        if (Answer == ServiceAnswer.Taken)
        {
            if (await book.TakenAsync(Pass!, other => LetterWriter.TakenElsewhere(other, catalogue), cancel)) Answered(Pass!.Destination, "taken");
        }
        else
        {
            await overseer.PassOnAsync(Pass!, "full", catalogue, cancel);
            Answered(Pass!.Destination, "full");
        }
        Show = View.Noted;
    }

    /// <summary>
    /// A link that was used, or is about a referral that is closed, has nothing more to ask. The last service's stay good: it may find that it
    /// can after all, and nobody else will.
    /// </summary>
    private async Task<bool> ReadAsync(string token, CancellationToken cancel)
    {
        if (links.Read(token) is { } read && await book.PassAsync(read.Pass, cancel) is { } pass
            && await book.FindAsync(pass.Reference, cancel) is { ClosedAs: null } entry && (pass.Answer is null or "silent" or "refused" || entry.Passes[^1].Id == pass.Id))
        {
            (Show, Answer, Pass, Token) = (View.Asks, read.Answer, pass, token);
            Kind = Answer == ServiceAnswer.Taken ? "taken" : overseer.HasNext(entry, catalogue) ? "full" : "last";
            return true;
        }
        Response.StatusCode = StatusCodes.Status410Gone;
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Destination} answered a referral: {Answer}")]
    private partial void Answered(string destination, string answer);
}
