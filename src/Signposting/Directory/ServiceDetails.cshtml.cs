using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Listings;

namespace Signposting.Directory;

/// <summary>One service.</summary>
public sealed class ServiceDetailsPage(Catalogue catalogue) : PageModel
{
    /// <summary>The service.</summary>
    public Service Service { get; private set; } = null!;

    /// <summary>Whom to call in its place, when there is no number of its own to show.</summary>
    public IEnumerable<Service> Instead => Service.PublicPhones.Any() ? [] : catalogue.Shown(Service.Instead);

    /// <summary>Names of the districts it serves.</summary>
    public IEnumerable<string> Areas => catalogue.Areas.Where(a => Service.Areas.Contains(a.Id)).Select(a => a.Name);

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(int number)
    {
        if (catalogue.Services.FirstOrDefault(s => s.Number == number && s.Shown) is not { } found) return NotFound();
        Service = found;
        return Page();
    }
}
