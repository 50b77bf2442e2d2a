namespace Signposting.Listings;

/// <summary>
/// Where this site is, for whatever is read elsewhere: the feed, the list of pages, paper. It is the setting that stands in the links of
/// letters too (<c>Referrals:PublicAddress</c>), which is checked there.
/// </summary>
public sealed class SiteAddress
{
    private static readonly Uri Here = new("http://localhost:5000");

    /// <summary>As configured. Default http://localhost:5000.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>The same, absolute.</summary>
    public Uri Root => Uri.TryCreate(PublicAddress, UriKind.Absolute, out var site) ? site : Here;

    /// <summary>The absolute address of a page.</summary>
    /// <param name="path">Its path, language included: <c>/en/s/34</c>.</param>
    public string Of(string path) => new Uri(Root, path).ToString();
}
