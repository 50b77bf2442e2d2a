namespace Signposting.OpenReferral;

/// <summary>
/// Where this site is, for those who read the feed elsewhere: the setting that stands in the links of letters too
/// (<c>Referrals:PublicAddress</c>), which is checked there.
/// </summary>
internal sealed class FeedOptions
{
    private static readonly Uri Here = new("http://localhost:5000");

    /// <summary>As configured. Default http://localhost:5000.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>The same, absolute.</summary>
    public Uri Site => Uri.TryCreate(PublicAddress, UriKind.Absolute, out var site) ? site : Here;
}
