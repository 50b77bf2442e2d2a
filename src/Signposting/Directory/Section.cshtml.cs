using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signposting.Listings;

namespace Signposting.Directory;

/// <summary>The pages of one part of the site.</summary>
public sealed class SectionPage(Catalogue catalogue) : PageModel
{
    /// <summary>The part.</summary>
    public GuidanceSection Section { get; private set; }

    /// <summary>Its pages by theme, in the order of the themes; one group without a theme where a part is small.</summary>
    public IEnumerable<IGrouping<GuidanceTheme?, GuidancePage>> Themes =>
        catalogue.Pages.Where(p => p.Section == Section).GroupBy(p => p.Theme).OrderBy(g => g.Key);

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(int number)
    {
        Section = (GuidanceSection)(number - 1);
        return Enum.IsDefined(Section) ? Page() : NotFound();
    }
}
