using System.Globalization;

namespace Signposting.Listings;

/// <summary>
/// Addresses of the pages that content may link to, after the language. They say nothing of the subject, so that a browser's
/// history and address bar don't either.
/// </summary>
public static class SitePaths
{
    /// <summary>The list of services.</summary>
    public const string Services = "/s";

    /// <summary>Find my area.</summary>
    public const string FindArea = "/a";

    /// <summary>Three questions that lead to the right door.</summary>
    public const string Find = "/f";

    /// <summary>Search.</summary>
    public const string Search = "/q";

    /// <summary>A card and posters to print.</summary>
    public const string Paper = "/p";

    /// <summary>The form.</summary>
    public const string Form = "/c";

    /// <summary>What happened to a form.</summary>
    public const string Status = "/r";

    /// <summary>A check by others that the reader is a person, where an operator offers one.</summary>
    public const string PersonCheck = "/h";

    /// <summary>Away from here.</summary>
    public const string Leave = "/leave";

    /// <summary>The words that Markdown links use for pages that aren't documents.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Fixed = new Dictionary<string, string>
    {
        ["home"] = "", ["services"] = Services, ["area"] = FindArea, ["find"] = Find, ["search"] = Search, ["form"] = Form, ["status"] = Status,
    };

    /// <summary>A page of guidance.</summary>
    public static string Guidance(int number) => "/g/" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A service.</summary>
    public static string Service(int number) => "/s/" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The poster for a district, by its number; 0 for all of them.</summary>
    public static string Poster(int area) => "/p/" + area.ToString(CultureInfo.InvariantCulture);

    /// <summary>The pages of one section.</summary>
    public static string Section(GuidanceSection section) => "/t/" + ((int)section + 1).ToString(CultureInfo.InvariantCulture);
}
