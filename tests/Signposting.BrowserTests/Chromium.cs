using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using Signposting.BrowserTests;
using Signposting.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Signposting.BrowserTests;

/// <summary>One browser for all tests, and one site for those that send nothing.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private Site _site = null!;

    private static readonly string[] Always =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Readers' browsers keep pages alive behind Back; Playwright's doesn't unless told to.</summary>
    private static readonly string[] LikeReaders = ["--disable-back-forward-cache"];

    /// <summary>Address of the site that all share.</summary>
    public Uri Home => _site.ClientOptions.BaseAddress;

    /// <summary>Debian's Chromium, unless SIGNPOSTING_CHROMIUM names another.</summary>
    public static string Program => Environment.GetEnvironmentVariable("SIGNPOSTING_CHROMIUM") ?? "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        _site = Serve(new Site());
        _playwright = await Playwright.CreateAsync();
        _browser = await LaunchAsync();
    }

    /// <summary>A browser of one's own, for what has to be said to it when it starts.</summary>
    public Task<IBrowser> LaunchAsync(params IEnumerable<string> more) => _playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Program,
        Headless = true,
        Args = [.. Always, .. more],
        IgnoreDefaultArgs = LikeReaders,
    });

    /// <summary>Takes hold of a browser that was started without Playwright, and leaves it as it is.</summary>
    public Task<IBrowser> ConnectAsync(string address) => _playwright.Chromium.ConnectOverCDPAsync(address, new() { NoDefaults = true });

    /// <summary>A browser that keeps what it keeps in a folder.</summary>
    public Task<IBrowserContext> LaunchInAsync(string folder, Uri site, bool script) => _playwright.Chromium.LaunchPersistentContextAsync(folder, new()
    {
        ExecutablePath = Program,
        Headless = true,
        Args = Always,
        IgnoreDefaultArgs = LikeReaders,
        JavaScriptEnabled = script,
        HasTouch = true,
        ViewportSize = new() { Width = 360, Height = 740 },
        BaseURL = site.ToString(),
    });

    /// <summary>Starts a site on a port of its own.</summary>
    public static Site Serve(Site site)
    {
        site.UseKestrel(0);
        site.StartServer();
        return site;
    }

    /// <summary>Somebody with a telephone and a browser that has seen nothing yet.</summary>
    /// <param name="site">The site they come to; null for the one that all share.</param>
    /// <param name="script">Whether the browser runs JavaScript.</param>
    /// <param name="width">Of the view, in CSS pixels.</param>
    /// <param name="options">Anything else about the browser.</param>
    public async Task<Person> PersonAsync(Site? site = null, bool script = true, int width = 360, Action<BrowserNewContextOptions>? options = null)
    {
        var wanted = new BrowserNewContextOptions
        {
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = 740 },
            HasTouch = true,
            // Gliding to each button would take most of the time.
            ReducedMotion = ReducedMotion.Reduce,
            BaseURL = (site?.ClientOptions.BaseAddress ?? Home).ToString(),
        };
        options?.Invoke(wanted);
        return await Person.InAsync(await _browser.NewContextAsync(wanted), new Uri(wanted.BaseURL));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _site.DisposeAsync();
    }
}
