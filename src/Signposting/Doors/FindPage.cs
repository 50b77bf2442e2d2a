using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>
/// "Help me find": three questions, each answered by one tap or skipped. What was answered travels in the page itself, is posted, and stands
/// neither in an address nor anywhere else.
/// </summary>
public sealed class FindPage(Catalogue catalogue, Reader reader) : PageModel
{
    /// <summary>Stands for a question that was skipped.</summary>
    public const string Skipped = "any";

    /// <summary>Stands for a place outside of all districts.</summary>
    public const string Elsewhere = "elsewhere";

    private DoorTable Table => catalogue.Part<DoorTable>();

    /// <summary>What there is.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>The question that is asked, from 1; 4 is the answer.</summary>
    public int Step { get; private set; } = 1;

    /// <summary>The answer to the first question, as posted.</summary>
    public string? What { get; private set; }

    /// <summary>The answer to the second.</summary>
    public string? Where { get; private set; }

    /// <summary>What may be going on.</summary>
    public IEnumerable<Need> Needs => Table.Needs;

    /// <summary>What the reader has said.</summary>
    public Asked? Asked { get; private set; }

    /// <summary>Whom to turn to.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Languages other than English that somebody may like to speak.</summary>
    public IEnumerable<Language> Spoken => catalogue.Phrases.Languages.Where(l => l.Code != Language.English);

    /// <summary>The reader's own language, as the one they are likely to want.</summary>
    public Language Own => reader.Language;

    /// <summary>Takes an answer and asks on, or shows whom to turn to: after the last question, or as soon as that is asked for.</summary>
    public void OnPost([FromForm] string? what, [FromForm] string? where, [FromForm] string? go, [FromForm] IReadOnlyList<string>? matters, [FromForm] string? spoken)
    {
        if (what is null) return;
        (What, Where) = (Known(what, Table.Needs.Select(n => n.Id)), Known(where, catalogue.Areas.Select(a => a.Id).Append(Elsewhere)));
        Step = go == "show" ? 4 : where is null ? 2 : 3;
        if (Step < 4) return;
        Asked = new Asked(
            Table.Needs.FirstOrDefault(n => n.Id == What), catalogue.Areas.FirstOrDefault(a => a.Id == Where), Where == Elsewhere,
            [.. (matters ?? []).Select(m => Word.TryParse<Matter>(m, out var known) ? known : (Matter?)null).OfType<Matter>().Distinct()], Spoken.FirstOrDefault(l => l.Code == spoken));
        Answer = Table.For(Asked);
    }

    /// <summary>A word that isn't on the list counts as skipped, and isn't shown to anybody.</summary>
    private static string Known(string? posted, IEnumerable<string> words) => posted is not null && words.Contains(posted) ? posted : Skipped;
}
