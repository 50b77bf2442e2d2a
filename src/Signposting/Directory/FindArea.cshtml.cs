using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Listings;

namespace Signposting.Directory;

/// <summary>Which district a place is in, and who helps there. What is typed is posted: it never stands in an address.</summary>
public sealed class FindAreaPage(Catalogue catalogue) : PageModel
{
    /// <summary>What there is.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>The district, once it is certain.</summary>
    public Area? Area { get; private set; }

    /// <summary>What was typed, to be shown again.</summary>
    public string? Typed { get; private set; }

    /// <summary>What it may stand for; null before anything was typed.</summary>
    public PlaceFound? Found { get; private set; }

    /// <summary>Services that are there for the district; national ones are on the home page and in the list of all.</summary>
    public IEnumerable<Service> Local => catalogue.Services.Where(s => s.Shown && !s.National && s.Serves(Area!.Id)).OrderBy(s => s.Areas.Count).ThenBy(s => s.Number);

    /// <summary>Asks, or shows a district.</summary>
    public IActionResult OnGet(int? number)
    {
        Area = catalogue.Areas.FirstOrDefault(a => a.Number == number);
        return number is null || Area is not null ? Page() : NotFound();
    }

    /// <summary>The most letters that are looked at, as in the field.</summary>
    public const int Longest = 60;

    /// <summary>Finds the district of what was typed.</summary>
    public IActionResult OnPost([FromForm] string? typed)
    {
        if (typed?.Length > Longest) typed = typed[..Longest];
        (Typed, Found) = (typed, catalogue.Places.Find(typed ?? ""));
        if (Found is { Areas: [var certain], Outside: [] }) Area = certain;
        if (Found.Unknown) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
