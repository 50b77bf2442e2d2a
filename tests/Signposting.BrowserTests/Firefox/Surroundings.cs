using Signposting.Tests;

namespace Signposting.BrowserTests.Firefox;

/// <summary>The tests in Firefox share these, and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class InFirefox : ICollectionFixture<Surroundings>
{
    public const string Name = "Firefox";
}

/// <summary>
/// A site, the everyday sites that its content names, and two Firefoxes: one that runs script, one that doesn't.
///
/// Decisions of safe browsing that can't be driven here, and why:
/// the tab's list of addresses (BiDi has none: its length and the way Back are looked at instead); switching to another app (a headless
/// browser has none; switching tabs is driven); what printing shows (BiDi gives a PDF, and nothing here reads one: Chromium's tests print);
/// on-screen keyboards and pinch zoom (no phone; a view of 320 by 256 CSS pixels at four times the resolution stands for 400 % zoom);
/// what a page does that comes back out of the browser's memory (Firefox keeps none of ours, which is tested);
/// Trusted Types with a policy that refuses (nothing here writes past ours); Request-OTR (Brave's alone).
/// </summary>
public sealed class Surroundings : IAsyncLifetime
{
    private Site _site = null!;
    private EverydaySites _everyday = null!;
    private Browser _scripted = null!;
    private Browser _plain = null!;

    internal EverydaySites Everyday => _everyday;

    /// <summary>Where the site is that all share.</summary>
    internal Uri Home => _site.ClientOptions.BaseAddress;

    public async ValueTask InitializeAsync()
    {
        _everyday = await EverydaySites.OpenAsync();
        _site = Serve();
        var starting = new[] { Browser.StartAsync(), Browser.StartAsync(script: false) };
        (_scripted, _plain) = (await starting[0], await starting[1]);
    }

    /// <summary>A tab of somebody of whom the browser knows nothing.</summary>
    internal Task<Tab> TabAsync(bool script = true, Site? site = null) => (script ? _scripted : _plain).NewTabAsync((site ?? _site).ClientOptions.BaseAddress);

    /// <summary>Starts a site that sends its readers to these everyday sites.</summary>
    /// <param name="english">In place of the first, where somebody who reads English goes.</param>
    internal Site Serve(string? english = null) => Chromium.Serve(new Site([("Content:ContentFolder", Everyday.ContentThatLeadsHere(english))]));

    public async ValueTask DisposeAsync()
    {
        await _scripted.DisposeAsync();
        await _plain.DisposeAsync();
        await _site.DisposeAsync();
        await _everyday.DisposeAsync();
    }
}
