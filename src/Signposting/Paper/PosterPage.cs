using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Listings;

namespace Signposting.Paper;

/// <summary>A poster of A4. Printed, this page is the poster alone.</summary>
public sealed class PosterPage(Catalogue catalogue) : PageModel
{
    /// <summary>The district it is for, or null for all of them.</summary>
    public Area? Area { get; private set; }

    /// <summary>The numbers on it.</summary>
    public IReadOnlyList<PaperLine> Lines => Area is null ? PaperLine.Everywhere(catalogue) : PaperLine.For(catalogue, Area);

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(int number)
    {
        Area = catalogue.Areas.FirstOrDefault(a => a.Number == number);
        return number == 0 || Area is not null ? Page() : NotFound();
    }
}
