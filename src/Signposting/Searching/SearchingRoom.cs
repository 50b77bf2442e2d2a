using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Searching;

/// <summary>Search over pages and services, in the reader's own words.</summary>
public static class SearchingRoom
{
    /// <summary>Makes an index of every language with every catalogue.</summary>
    public static WebApplicationBuilder AddSearching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CataloguePart>((catalogue, faults) => new SearchIndexes(catalogue, faults));
        return builder;
    }
}

/// <summary>The index of each language, by its code.</summary>
internal sealed class SearchIndexes
{
    private readonly Dictionary<string, Lazy<SearchIndex>> _all;

    public SearchIndexes(Catalogue catalogue, Faults faults)
    {
        var words = catalogue.Phrases.Languages.ToDictionary(l => l.Code, l => SearchWords.Read(catalogue, l.Code, faults), StringComparer.Ordinal);
        _all = catalogue.Phrases.Languages.ToDictionary(l => l.Code, l => new Lazy<SearchIndex>(() => new SearchIndex(catalogue, l, words[l.Code], words[Language.English])), StringComparer.Ordinal);
    }

    /// <summary>The index of a language; the first who searches in it waits for it, a twentieth of a second.</summary>
    public SearchIndex this[string language] => _all[language].Value;
}
