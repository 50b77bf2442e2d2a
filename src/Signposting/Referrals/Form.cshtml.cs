using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signposting.BotDefence;
using Signposting.Languages;
using Signposting.Listings;
using Signposting.Outbox;
using Signposting.Routing;

namespace Signposting.Referrals;

/// <summary>
/// The form: one address, one question a page. Each page carries the conversation so far, sealed; each press of a button posts it back
/// with what was typed, and the answer is the next page.
/// </summary>
internal sealed partial class FormPage(
    Catalogue catalogue, RoutingTable routing, Reader reader, Seal seal, ReferralBook book, LetterWriter writer, ReferralSeal keep, Gate gate, Synthetic synthetic, Alarm alarm, TimeProvider clock,
    IOptions<ReferralOptions> options, ILogger<FormPage> log) : PageModel
{
    private Conversation _conversation = null!;
    private IFormCollection? _typed;

    /// <summary>What the page shows.</summary>
    internal enum View { Start, Ask, Read, Check, Received, Closed }

    public View Show { get; private set; } = View.Start;

    public Question? Question { get; private set; }

    /// <summary>Which text is shown in place of a question.</summary>
    public string? Reading { get; private set; }

    public IReadOnlyList<Slip> Slips { get; private set; } = [];

    public Outcome? Outcome { get; private set; }

    /// <summary>Id of the service that is chosen to receive it.</summary>
    public string? Receiver { get; private set; }

    /// <summary>Ids of services that it may be passed on to.</summary>
    public IEnumerable<string> Agreed => (_typed?["agreed"] ?? default).OfType<string>();

    public Receipt? Receipt { get; private set; }

    /// <summary>What the page that sends carries against programs.</summary>
    public Carried? Carried { get; private set; }

    /// <summary>It was not taken, for now: the page shows whom to call meanwhile.</summary>
    public bool NotTaken => Response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;

    public Catalogue Catalogue => catalogue;

    public Answers Answers => _conversation?.Answers ?? Answers.None;

    public string Sealed => seal.Close(_conversation);

    public bool InConversation => Show is View.Ask or View.Read or View.Check;

    public Question? Previous => Journey.Before(Question?.Id, Answers);

    /// <summary>On to how to reach somebody. What comes after that decides on safety (what never to do, who must not see it): each is asked.</summary>
    public bool MaySkipTheRest => Answers.Passed.Contains("needs") && !Answers.Passed.Contains("reach") && !Question!.Required;

    public string OpenFor => options.Value.PageStaysOpenFor.TotalHours.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>After a recent assault, first the centre that is there day and night (routing facts), then the national line.</summary>
    public IEnumerable<Service> RecentHelp => catalogue.Shown(["the-elms-sarc", "rape-crisis-247"]);

    /// <summary>Texts of the last page, when the conversation they belong to can't be opened any more: nothing is lost silently.</summary>
    public IEnumerable<string> StillTyped => (_typed ?? FormCollection.Empty).Where(f => Journey.Questions.SelectMany(q => q.Fields).Any(k => !k.Choice && k.Name == f.Key))
        .Select(f => f.Value.ToString()).Where(t => t.Length > 0);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // Our pages send nothing else; what claims to be multipart and is cut short would be an error of ours.
        if (Request.GetTypedHeaders().ContentType?.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true) return BadRequest();
        _typed = await Request.ReadFormAsync(cancel);
        if (_typed["go"] == "begin")
        {
            _conversation = Conversation.Begin(clock.GetUtcNow()) with { Synthetic = _typed.ContainsKey(Synthetic.Field) };
            // A test that isn't ours must not go on as somebody's form.
            return _conversation.Synthetic && !synthetic.IsOurs(_typed[Synthetic.Field]) ? Close("broken", StatusCodes.Status400BadRequest) : GoOn();
        }
        var (state, conversation) = seal.Open(_typed["state"]);
        if (conversation is null)
            return Close(state == SealState.Expired ? "expired" : "broken", state == SealState.Expired ? StatusCodes.Status410Gone : StatusCodes.Status400BadRequest);
        _conversation = conversation;
        try
        {
            return await MoveAsync(_typed["go"].ToString(), _typed["at"].ToString(), cancel);
        }
        catch (NotOurFormException)
        {
            return Close("broken", StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>For a child, and for whoever worries about one.</summary>
    public IEnumerable<Service> ChildLines => catalogue.Shown(["childline", "nspcc"]);

    /// <summary>The options of a field, those that come from the content included.</summary>
    public IReadOnlyList<string> Options(Field field) => field.Name switch
    {
        "area" => [.. catalogue.Areas.Select(a => a.Id), Facts.Elsewhere],
        "exclude" => [.. routing.Receivers.Where(s => s != routing.Fallback && s.Status != ServiceStatus.Closed).Select(s => s.Organisation).Distinct()],
        _ => field.Options,
    };

    public Phrase Title(Question question) => Variant($"ask.{question.Id}.title");

    public Phrase? Why(Question question) => Optional($"ask.{question.Id}.why");

    public Phrase Label(Field field) => Variant($"field.{field.Name}.label");

    public Phrase? Optional(string key) => catalogue.Phrases.Has(key) ? Variant(key) : null;

    public Phrase OptionText(Field field, string option) => field.Name switch
    {
        "area" when catalogue.Areas.FirstOrDefault(a => a.Id == option) is { } area => new Phrase(area.Name, reader.Language, reader.Language),
        "exclude" => new Phrase(option, catalogue.Phrases.English, reader.Language),
        _ => Variant($"option.{field.Name}.{option}"),
    };

    /// <summary>What to show in a field: what was just typed, or else what was answered.</summary>
    public IReadOnlyList<string> Typed(Field field) =>
        _typed is not null && _typed["at"] == Question?.Id && (Slips.Count > 0 || _typed["go"] == "stay")
            ? [.. _typed[field.Name].OfType<string>()]
            : [.. Answers.All(field.Name)];

    private async Task<IActionResult> MoveAsync(string go, string at, CancellationToken cancel)
    {
        if (at == "check" && go == "send") return await SendAsync(cancel);
        if (go.StartsWith("change:", StringComparison.Ordinal) && Journey.Find(go["change:".Length..]) is { } change) return Ask(change);
        if (at is "danger" or "child") return Leave(at, go);
        if (at == "check") return go == "stay" ? Check(_typed!["to"]) : throw new NotOurFormException();
        var question = Journey.Find(at) ?? throw new NotOurFormException();
        return go switch
        {
            "next" => Answer(question),
            "rest" => Answer(question, Journey.SkipTheRest),
            "back" => Back(question),
            "skip" when !question.Required => Skip(question),
            "stay" => Ask(question),
            _ => throw new NotOurFormException(),
        };
    }

    private PageResult Answer(Question question, Func<Answers, Answers>? then = null)
    {
        var understood = Referrals.Reading.Read(question, _typed!, Answers, Options);
        if (understood.Slips.Count > 0)
        {
            Slips = understood.Slips;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Ask(question);
        }
        Keep(understood.Answers.Pass(question.Id));
        if (then is not null) Keep(then(Answers));
        return GoOn();
    }

    private PageResult Skip(Question question)
    {
        Keep(question.Fields.Aggregate(Answers, (answers, field) => answers.With(field.Name, [])).Pass(question.Id));
        return GoOn();
    }

    /// <summary>Back keeps what was typed, if it can be understood.</summary>
    private PageResult Back(Question question)
    {
        var understood = Referrals.Reading.Read(question with { Id = "" }, _typed!, Answers, Options);
        if (understood.Slips.Count == 0) Keep(understood.Answers);
        return Ask(Journey.Before(question.Id, Answers) ?? question);
    }

    /// <summary>On from, or back from, a page that was only to be read.</summary>
    private PageResult Leave(string page, string go)
    {
        if (go == "next" && page == "danger") Keep(Answers.Pass("danger"));
        else if (go == "back") return Ask(Journey.Find(Answers.Is("age", "under-13") ? "age" : "now")!);
        return GoOn();
    }

    private void Keep(Answers answers) => _conversation = _conversation with { Answers = Journey.Prune(answers) };

    private PageResult GoOn() => Journey.Next(Answers) switch
    {
        Step.Ask ask => Ask(ask.Question),
        Step.Read read => Read(read.Id),
        _ => Check(null),
    };

    private PageResult Ask(Question question)
    {
        (Show, Question) = (View.Ask, question);
        return Page();
    }

    private PageResult Read(string id)
    {
        (Show, Reading) = (View.Read, id);
        return Page();
    }

    private PageResult Check(string? chosen, Riddle? asked = null)
    {
        Outcome = Route();
        Carried = gate.For(HttpContext, _typed, _conversation.Id, asked);
        (Show, Receiver) = (View.Check, Choices(Outcome).Any(c => c.Service.Id == chosen) ? chosen : Outcome.Destination.Service.Id);
        return Page();
    }

    private PageResult Close(string why, int status)
    {
        (Show, Reading, Response.StatusCode) = (View.Closed, why, status);
        return Page();
    }

    private Outcome Route() => Router.Route(
        Situations.Of(Answers, routing.Known, reader.Language), routing, DateOnly.FromDateTime(Now.DateTime));

    /// <summary>In Cambridgeshire.</summary>
    private DateTimeOffset Now => England.Local(clock.GetUtcNow());

    private static IEnumerable<Choice> Choices(Outcome outcome) => outcome.Alternatives.Prepend(outcome.Destination);

    private async Task<IActionResult> SendAsync(CancellationToken cancel)
    {
        // Somebody may have changed the page by hand, or the content may have changed while it was open.
        if (Journey.Next(Answers) is not Step.Check) return GoOn();
        var outcome = Route();
        var to = _typed!["to"].ToString();
        var choice = Choices(outcome).FirstOrDefault(c => c.Service.Id == to);
        if (_conversation.Synthetic ? to != Synthetic.Destination : choice is null)
        {
            Slips = [new Slip("to", "error.receiver")];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Check(null);
        }
        var verdict = gate.Judge(HttpContext, _typed, _conversation.Id, _conversation.Began);
        if (verdict is Verdict.Wait wait) return HoldBack(to, new Slip("to", "error.wait", (int)Math.Max(2, Math.Ceiling(wait.For.TotalSeconds))), wait.For, wait.Riddle);
        if (verdict is Verdict.TooMany later) return HoldBack(to, new Slip("to", "error.too-many", (int)Math.Max(2, Math.Ceiling(later.For.TotalMinutes))), later.For);
        try
        {
            var agreed = Choices(outcome).Select(c => c.Service.Id).Where(id => id != to && _typed["agreed"].Contains(id)).ToList();
            var kept = new KeptReferral(Answers, outcome.Marks, reader.Language.Code, agreed, ((Verdict.Take)verdict).Finding, _conversation.Synthetic);
            Receipt = await book.ReceiveAsync(
                _conversation, Seal.Digest($"{_typed["state"]} {to} {string.Join(' ', agreed)}"), keep.Close(kept),
                _conversation.Synthetic ? synthetic.Sending(clock.GetUtcNow()) : writer.Referral(kept, choice!.Service, clock.GetUtcNow(), catalogue), cancel);
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            var problem = e.GetType().Name;
            NotKept(problem);
            // Not awaited: somebody is waiting for the page.
            _ = alarm.GiveAsync("storage", problem, 1, CancellationToken.None);
            Slips = [new Slip("to", "error.not-taken")];
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Check(to);
        }
        Show = View.Received;
        if (Receipt.Same) Received(to);
        else Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>The page stays, with all that was typed, and says when it can be sent.</summary>
    private PageResult HoldBack(string to, Slip slip, TimeSpan wait, Riddle? asked = null)
    {
        Slips = [slip];
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Check(to, asked);
    }

    private Phrase Variant(string key) => reader[Answers.ForAnother && catalogue.Phrases.Has(key + ".other") ? key + ".other" : key];

    [LoggerMessage(Level = LogLevel.Information, Message = "A referral for {Destination} was received")]
    private partial void Received(string destination);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A referral could not be kept ({Problem}). The person was told. Check the disk and the database now")]
    private partial void NotKept(string problem);
}
