using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.BotDefence;

/// <summary>What the page that sends a form carries for us.</summary>
/// <param name="Riddle">Sealed work to do, or null in quiet times.</param>
/// <param name="Bits">How hard it is.</param>
/// <param name="Voucher">Sealed blank for the result of Google's check, or null where that isn't offered.</param>
internal sealed record Carried(string? Riddle, int Bits, string? Voucher);

/// <summary>What is to be done with a form that is sent.</summary>
internal abstract record Verdict
{
    /// <summary>It is taken.</summary>
    public sealed record Take(Finding Finding) : Verdict;

    /// <summary>The page comes back, once, and asks for a moment.</summary>
    public sealed record Wait(Riddle Riddle, TimeSpan For) : Verdict;

    /// <summary>More came from this network than any household or refuge sends.</summary>
    public sealed record TooMany(TimeSpan For) : Verdict;
}

/// <summary>
/// Looks at how forms are sent. It never drops one: suspicion becomes a line in the letter, and a hard limit says when to come back and
/// whom to call, with everything that was typed still in the page.
/// </summary>
internal sealed partial class Gate(
    Networks networks, Pressure pressure, Riddles riddles, Vouchers vouchers, IOptions<BotDefenceOptions> options, TimeProvider clock, ILogger<Gate> log)
{
    /// <summary>The name of the field that people don't see. No password manager or browser has anything to fill in under it.</summary>
    internal const string Trap = "topic";

    private const string Sends = "sends";
    private DateTimeOffset _saidFor;

    /// <summary>For a page that is about to be shown.</summary>
    /// <param name="context">The request.</param>
    /// <param name="typed">What the page before it carried.</param>
    /// <param name="conversation">The form.</param>
    /// <param name="asked">The riddle that the page has to carry, or null if that is ours to find.</param>
    public Carried For(HttpContext context, IFormCollection? typed, string conversation, Riddle? asked = null)
    {
        var riddle = asked ?? (IsAskedFor(context) ? riddles.Open(typed?["riddle"], conversation) ?? riddles.New(conversation) : null);
        return new Carried(riddle is null ? null : riddles.Close(riddle), riddle?.Bits ?? 0, vouchers.For(typed?["voucher"], conversation));
    }

    /// <summary>For a form that is sent. The same one counts once, however often it is sent.</summary>
    /// <param name="context">The request.</param>
    /// <param name="typed">What the page carried.</param>
    /// <param name="conversation">The form.</param>
    /// <param name="began">When its first question was shown.</param>
    public Verdict Judge(HttpContext context, IFormCollection typed, string conversation, DateTimeOffset began)
    {
        // Looked at before this one counts: it is asked for no more than its page was.
        var workIsAsked = IsAskedFor(context);
        var (room, isNew) = networks.CountOnce(context, Sends, conversation, options.Value.NetworkMaySend);
        if (!room) return Refuse();
        if (isNew) pressure.Sent();
        var check = vouchers.Open(typed["voucher"], conversation)?.Result ?? CheckResult.None;
        var doubts = new List<Doubt>();
        if (!string.IsNullOrEmpty(typed[Trap])) doubts.Add(Doubt.Trap);
        if (clock.GetUtcNow() - began < options.Value.FastestForm) doubts.Add(Doubt.Fast);
        if (check == CheckResult.Failed) doubts.Add(Doubt.NotPassed);
        if (check != CheckResult.Passed && workIsAsked)
        {
            var (text, asked) = (typed["riddle"].ToString(), riddles.Open(typed["riddle"], conversation));
            if (asked is null || !Riddles.Solves(asked, text, typed["solved"].ToString()))
            {
                asked ??= riddles.New(conversation);
                var wait = asked.AskedAt + options.Value.Wait - clock.GetUtcNow();
                if (!asked.Told && wait > TimeSpan.Zero) return new Verdict.Wait(asked with { Told = true }, wait);
                doubts.Add(Doubt.Unsolved);
            }
        }
        foreach (var doubt in doubts) Marked(doubt);
        return new Verdict.Take(new Finding(doubts, check == CheckResult.Passed));
    }

    private bool IsAskedFor(HttpContext context) => pressure.High || networks.Seen(context, Sends) >= options.Value.NetworkWorksFrom;

    private Verdict.TooMany Refuse()
    {
        var forgets = networks.Forgets;
        if (_saidFor != forgets) TooMany(options.Value.NetworkMaySend);
        _saidFor = forgets;
        return new Verdict.TooMany(forgets - clock.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A form was taken and marked as possibly automated: {Doubt}")]
    private partial void Marked(Doubt doubt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A network sent more than {Limit} forms within the hour; further ones are told when to come back and whom to call")]
    private partial void TooMany(int limit);
}
