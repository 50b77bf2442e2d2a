using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>The classes that look at what happens between our site and others.</summary>
[CollectionDefinition(nameof(World))]
public sealed class WorldCollection : ICollectionFixture<World>;

/// <summary>
/// A browser that really goes to other sites, which are on this machine: the two everyday sites of English, and one where somebody was
/// before they came to us. Tests that share them come one after the other.
/// </summary>
public sealed class World(Chromium chromium) : IAsyncLifetime
{
    /// <summary>Where somebody was before.</summary>
    public const string BeforeAddress = "https://before.example/";

    /// <summary>The first everyday site of English in <c>neutral-sites.yaml</c>.</summary>
    public const string FirstAddress = "https://www.gov.uk/bank-holidays";

    /// <summary>The one that stands in for it.</summary>
    public const string SecondAddress = "https://www.metoffice.gov.uk/";

    private IBrowser _browser = null!;

    internal EverydaySite First { get; } = new();

    internal EverydaySite Second { get; } = new();

    internal EverydaySite Before { get; } = new();

    public async ValueTask InitializeAsync() => _browser = await chromium.LaunchAsync(
        "--host-resolver-rules=" + string.Join(", ", new[] { (FirstAddress, First), (SecondAddress, Second), (BeforeAddress, Before) }
            .Select(s => $"MAP {new Uri(s.Item1).Host}:443 127.0.0.1:{s.Item2.Port}")));

    /// <summary>Somebody who comes from another site, while every site is as new.</summary>
    public async Task<Person> PersonAsync(bool script = true)
    {
        foreach (var site in new[] { First, Second, Before }) site.Reset();
        var context = await _browser.NewContextAsync(new()
        {
            JavaScriptEnabled = script,
            IgnoreHTTPSErrors = true,
            HasTouch = true,
            ViewportSize = new() { Width = 360, Height = 740 },
            BaseURL = chromium.Home.ToString(),
        });
        var person = await Person.InAsync(context, chromium.Home, reaching: true);
        await person.Page.GotoAsync(BeforeAddress);
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        foreach (var site in new[] { First, Second, Before }) await site.DisposeAsync();
    }
}
