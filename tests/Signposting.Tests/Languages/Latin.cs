using System.Text.RegularExpressions;
using Signposting.Listings;

namespace Signposting.Tests.Languages;

/// <summary>Words in plain Latin letters, and the names that stay in them in every language.</summary>
internal static partial class Latin
{
    /// <summary>Words of three plain letters or more.</summary>
    public static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    /// <summary>Names of services, organisations, districts, and addresses of websites: the longest first, so that none hides in another.</summary>
    public static IReadOnlyList<string> NamesOf(Catalogue catalogue) =>
    [
        .. catalogue.Services.SelectMany(s => new[] { s.Name, s.Organisation, s.Website ?? "" })
            .Concat(catalogue.Areas.Select(a => a.Name)).Concat(catalogue.Phrases.Languages.Select(l => l.Name)).Append("Cornwall").Append("Lincolnshire").Append("Norfolk")
            .Where(n => n.Length > 0).Distinct().OrderByDescending(n => n.Length),
    ];

    public static string Without(IReadOnlyList<string> names, string text) =>
        names.Aggregate(text, (rest, name) => rest.Replace(name, " ", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<![\p{L}\p{M}])[A-Za-z]{3,}(?![\p{L}\p{M}])")]
    private static partial Regex Word();
}
