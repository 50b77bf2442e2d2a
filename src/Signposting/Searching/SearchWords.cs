using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Searching;

/// <summary>What people type where our pages use other words, and where it should lead.</summary>
/// <param name="Phrases">Each as its folded words.</param>
/// <param name="Means">Keys of pages and services (<c>page:money</c>), best first.</param>
internal sealed record SearchWords(IReadOnlyList<IReadOnlyList<string>> Phrases, IReadOnlyList<string> Means)
{
    /// <summary>Reads <c>search/pl.yaml</c>; none where there is no such file.</summary>
    public static IReadOnlyList<SearchWords> Read(Catalogue catalogue, string language, Faults faults)
    {
        var path = $"search/{language}.yaml";
        if (!File.Exists(Path.Combine(catalogue.Folder, path))) return [];
        var file = YamlMap.ReadFile(catalogue.Folder, path, faults);
        var words = file.Maps("words").Select(entry =>
        {
            var means = entry.Texts("means");
            foreach (var unknown in means.Where(m => !Exists(m, catalogue)))
                faults.Add(entry.Where("means"), $"'{unknown}' is neither a page nor a service. Write page:<id> or service:<id>.");
            var typed = entry.Texts("typed").Select(Folded.Words).Where(w => w.Count > 0).ToList();
            if (typed.Count == 0) faults.Add(entry.At, "'typed' is missing: what people type.");
            entry.NothingElse();
            return new SearchWords(typed, means);
        }).ToList();
        file.NothingElse();
        return words;
    }

    /// <summary>A service that isn't shown any more may go on being named: it isn't found.</summary>
    private static bool Exists(string key, Catalogue catalogue) => key.Split(':', 2) switch
    {
        ["page", var id] => catalogue.Page(id) is not null,
        ["service", var id] => catalogue.Service(id) is not null,
        _ => false,
    };
}
