using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Paper;

/// <summary>Small cards to print, and which poster to print. Printed, this page is the cards alone.</summary>
public sealed class CardsPage(Catalogue catalogue, Reader reader) : PageModel
{
    /// <summary>Cards that a sheet of A4 gives: each is a quarter (A6), and folds to the size of a bank card (A8).</summary>
    public const int OnASheet = 4;

    /// <summary>The districts to choose from.</summary>
    public IReadOnlyList<Area> Areas => catalogue.Areas;

    /// <summary>The numbers on a card. It may be carried anywhere, so that they are those of the whole country.</summary>
    public IReadOnlyList<PaperLine> Lines => PaperLine.Everywhere(catalogue);

    /// <summary>Goes to the poster of a district; to that for all of them if there is no such district.</summary>
    public IActionResult OnPost([FromForm] int? where) => Redirect(reader.To(SitePaths.Poster(Areas.FirstOrDefault(a => a.Number == where)?.Number ?? 0)));
}
