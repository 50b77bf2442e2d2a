using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.SafeBrowsing;

/// <summary>
/// The everyday pages that somebody who leaves arrives at, for each language: <c>neutral-sites.yaml</c>. The first is used; the others
/// stand in when it doesn't answer.
/// </summary>
public sealed class NeutralSites
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _byLanguage;

    private NeutralSites(IReadOnlyDictionary<string, IReadOnlyList<string>> byLanguage)
    {
        _byLanguage = byLanguage;
        Origins = string.Join(' ', byLanguage.Values.SelectMany(s => s).Select(s => new Uri(s).GetLeftPart(UriPartial.Authority)).Distinct());
    }

    /// <summary>Scheme and host of all of them, as a source list of the policy.</summary>
    internal string Origins { get; }

    /// <summary>The <c>https://</c> addresses for a language; at least two.</summary>
    public IReadOnlyList<string> For(Language language) => _byLanguage[language.Code];

    /// <summary>Reads and checks the file.</summary>
    internal static NeutralSites? Read(Catalogue catalogue, Faults faults)
    {
        var file = YamlMap.ReadFile(catalogue.Folder, "neutral-sites.yaml", faults);
        var sites = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var code in catalogue.Phrases.Languages.Select(l => l.Code))
        {
            var addresses = sites[code] = file.Texts(code);
            if (addresses.Count < 2) faults.Add(file.Where(code), $"'{code}' needs at least two neutral sites, so that one may be down.");
            foreach (var address in addresses.Where(a => !IsPlain(a)))
                faults.Add(file.Where(code), $"'{address}' should be an https:// address without a query.");
        }
        foreach (var (host, code, address) in from host in file.Texts("never") from site in sites from address in site.Value where IsAt(address, host) select (host, site.Key, address))
            faults.Add(file.Where(code), $"'{address}' is on the list 'never': an app may catch it, or it greets its reader. Choose a site other than {host}.");
        file.NothingElse();
        return faults.None ? new NeutralSites(sites) : null;
    }

    private static bool IsAt(string address, string host) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Host == host || uri.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));

    private static bool IsPlain(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "https", Query: "", Fragment: "", UserInfo: "" };
}
