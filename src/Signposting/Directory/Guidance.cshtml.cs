using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Listings;

namespace Signposting.Directory;

/// <summary>A page of guidance.</summary>
public sealed class GuidanceReading(Catalogue catalogue) : PageModel
{
    /// <summary>The page.</summary>
    public GuidancePage Guidance { get; private set; } = null!;

    /// <summary>Services that it names, in its order.</summary>
    public IEnumerable<Service> Services => catalogue.Shown(Guidance.Services);

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(int number)
    {
        if (catalogue.Pages.FirstOrDefault(p => p.Number == number) is not { } found) return NotFound();
        Guidance = found;
        return Page();
    }
}
