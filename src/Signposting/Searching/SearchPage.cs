using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Searching;

/// <summary>Search. What is typed is posted, so that it never stands in an address or a history, and is written down nowhere.</summary>
public sealed class SearchPage(Catalogue catalogue, Reader reader) : PageModel
{
    /// <summary>What there is.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>What was typed, to be shown again.</summary>
    public string? Typed { get; private set; }

    /// <summary>Pages (<see cref="GuidancePage"/>) and services (<see cref="Service"/>), best first; null before anything was searched.</summary>
    public IReadOnlyList<object>? Found { get; private set; }

    /// <summary>Words of ours that were taken for one that nobody here uses.</summary>
    public IReadOnlyList<string> Meant { get; private set; } = [];

    /// <summary>Whether the button was pressed with nothing typed.</summary>
    public bool Empty => Response.StatusCode == StatusCodes.Status422UnprocessableEntity;

    /// <summary>The most letters that are looked at, as in the field.</summary>
    public const int Longest = 100;

    /// <summary>Searches.</summary>
    public void OnPost([FromForm] string? typed)
    {
        Typed = typed = typed?.Length > Longest ? typed[..Longest] : typed;
        if (Folded.Text(typed ?? "").Length == 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }
        var found = catalogue.Part<SearchIndexes>()[reader.Language.Code].Find(typed!);
        Meant = found.Meant;
        Found = [.. found.Keys.Select(k => k.StartsWith("page:", StringComparison.Ordinal) ? (object?)catalogue.Page(k["page:".Length..]) : catalogue.Service(k["service:".Length..])).OfType<object>()];
    }
}
