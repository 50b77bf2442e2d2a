using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Directory;

/// <summary>All services, or those that a reader narrows them down to. The choice is posted, so that it never stands in an address.</summary>
public sealed class ServicesPage(Catalogue catalogue) : PageModel
{
    /// <summary>What there is.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>What the reader chose.</summary>
    public ServiceFilter Filter { get; private set; } = new(null, null, null, null);

    /// <summary>Services that match, local ones before national ones.</summary>
    public IReadOnlyList<Service> Found { get; private set; } = [];

    /// <summary>Kinds of which there is a service.</summary>
    public IEnumerable<ServiceKind> Kinds => catalogue.Services.Where(s => s.Shown).Select(s => s.Kind).Distinct().Order();

    /// <summary>Shows all.</summary>
    public void OnGet() => Show();

    /// <summary>Shows those that match; words that aren't on the lists count as not chosen.</summary>
    public void OnPost([FromForm] string? area, [FromForm] string? kind, [FromForm] string? who, [FromForm] string? spoken)
    {
        Filter = new ServiceFilter(
            catalogue.Areas.FirstOrDefault(a => a.Id == area)?.Id, Word.TryParse<ServiceKind>(kind, out var known) ? known : null,
            ServiceFilter.WhoChoices.FirstOrDefault(w => w == who),
            catalogue.Phrases.Languages.Select(l => l.Code).Append("bsl").FirstOrDefault(l => l == spoken));
        Show();
    }

    private void Show() => Found = [.. catalogue.Services.Where(s => s.Shown && Filter.Admits(s)).OrderBy(s => s.National).ThenBy(s => s.Number)];
}
