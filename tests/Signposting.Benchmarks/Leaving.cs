using System.Text.Json;
using Microsoft.Playwright;
using Signposting.BrowserTests.Firefox;
using Signposting.Tests;

namespace Signposting.Benchmarks;

/// <summary>
/// How long our page can still be seen after the press that leaves it, on a cheap phone with a slow line: Chromium with a sixth of the
/// processor and 400 kbit/s with 400 ms a request. A press is timed from when it is given to the browser, and ends with the first frame
/// on the screen that shows nothing of ours. The controls: what any website has, a plain link to the everyday site; and a page that hides
/// itself at the press and does nothing else.
/// </summary>
internal static class Leaving
{
    private const int Rounds = 20;
    private const double Budget = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static readonly Benchmark Benchmark = new("leaving",
        $"from the press to a screen without our page, {Rounds} times each way, Chromium at a sixth of the processor and 400 kbit/s, against a plain link", RunAsync);

    /// <param name="Name">How somebody leaves.</param>
    /// <param name="Script">Whether the browser runs JavaScript.</param>
    /// <param name="Press">What is pressed or tapped.</param>
    private sealed record Way(string Name, bool Script, Press Press);

    private enum Press
    {
        Shift,
        WayOut,
        PlainLink,
        ShiftOnAPageThatOnlyHides,
    }

    /// <summary>As little as a page can do when a key is pressed: what this machine and this way of measuring take by themselves.</summary>
    private static readonly string OnlyHides =
        $"<p>{string.Join(' ', Enumerable.Repeat("Words to be seen.", 200))}</p><script>document.addEventListener('keyup', () => {{ document.documentElement.style.display = 'none'; }})</script>";

    private static readonly Way[] Ways =
    [
        new("Shift, three times", true, Press.Shift),
        new("tap, with script", true, Press.WayOut),
        new("tap, without script", false, Press.WayOut),
        new("a plain link", false, Press.PlainLink),
        new("the least there is", true, Press.ShiftOnAPageThatOnlyHides),
    ];

    private static async Task RunAsync(TextWriter to)
    {
        await using var everyday = await EverydaySites.OpenAsync();
        await using var site = new Site([("Content:ContentFolder", everyday.ContentThatLeadsHere()), .. Machine.Quiet]);
        site.UseKestrel(0);
        site.StartServer();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SIGNPOSTING_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var eye = await browser.NewPageAsync();
        var figures = Ways.ToDictionary(w => w, _ => new Figures());
        // One of each in turn, so that what else the machine does falls on all alike. The first round warms up and doesn't count.
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var way in Ways)
            {
                var took = await LeaveAsync(browser, eye, way, new Uri(site.ClientOptions.BaseAddress, "/en/t/1"), everyday.First);
                if (round > 0) figures[way].Add(took);
            }
        }

        await to.WriteLineAsync($"\n{"milliseconds",-20} {"median",7} {"min",6} {"max",6} {"9 in 10",8} {"n",4} {"of a plain link",16} {"of the least",13}");
        foreach (var (way, taken) in figures)
            await to.WriteLineAsync($"{way.Name,-20} {taken.Median,7:F0} {taken.Min,6:F0} {taken.Max,6:F0} {taken.At(0.9),8:F0} {taken.Count,4} {taken.Median / Of(Press.PlainLink).Median,15:F2}x {taken.Median / Of(Press.ShiftOnAPageThatOnlyHides).Median,12:F1}x");
        await to.WriteLineAsync($"\nBlank within {Budget:F0} ms of the key press: {Of(Press.Shift).Within(Budget)} of {Rounds}; the page that only hides itself: {Of(Press.ShiftOnAPageThatOnlyHides).Within(Budget)} of {Rounds}.");

        Figures Of(Press press) => figures.First(f => f.Key.Press == press).Value;
    }

    private static async Task<double> LeaveAsync(IBrowser browser, IPage eye, Way way, Uri page, string everyday)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, JavaScriptEnabled = way.Script, IgnoreHTTPSErrors = true, HasTouch = true });
        var tab = await context.NewPageAsync();
        var line = await context.NewCDPSessionAsync(tab);
        var byKey = way.Press is Press.Shift or Press.ShiftOnAPageThatOnlyHides;
        if (way.Press == Press.ShiftOnAPageThatOnlyHides) await tab.SetContentAsync(OnlyHides);
        else await tab.GotoAsync(page.AbsoluteUri);
        var control = tab.Locator(".bar [data-leaves]");
        if (way.Press == Press.PlainLink) await control.EvaluateAsync("(control, site) => { control.href = site; }", everyday);
        var box = byKey ? null : await control.BoundingBoxAsync();
        var frames = await WatchAsync(line);
        await SlowAsync(line);
        if (way.Press == Press.Shift) for (var i = 0; i < 2; i++) await tab.Keyboard.PressAsync("Shift");
        await SettledAsync(frames);

        var from = Now();
        if (box is null) await tab.Keyboard.PressAsync("Shift");
        else await tab.Touchscreen.TapAsync(box.X + box.Width / 2, box.Y + box.Height / 2);

        for (var seen = 0; ; await Task.Delay(10))
        {
            Frame[] all;
            lock (frames) all = [.. frames];
            for (; seen < all.Length; seen++)
            {
                if (all[seen].At > from && await IsGoneAsync(eye, all[seen])) return (all[seen].At - from) * 1000;
            }
            if (Now() - from > Longest.TotalSeconds) throw new InvalidOperationException($"'{way.Name}' left our page on the screen for {Longest.TotalSeconds} s.");
        }
    }

    /// <summary>What comes on the screen from now on.</summary>
    private static async Task<List<Frame>> WatchAsync(ICDPSession line)
    {
        var frames = new List<Frame>();
        line.Event("Page.screencastFrame").OnEvent += (_, what) =>
        {
            var frame = what!.Value;
            lock (frames) frames.Add(new(frame.GetProperty("metadata").GetProperty("timestamp").GetDouble(), frame.GetProperty("data").GetString()!));
            _ = line.SendAsync("Page.screencastFrameAck", new() { ["sessionId"] = frame.GetProperty("sessionId").GetInt32() });
        };
        await line.SendAsync("Page.startScreencast", new() { ["format"] = "png", ["maxWidth"] = 180, ["maxHeight"] = 370, ["everyNthFrame"] = 1 });
        return frames;
    }

    private static async Task SlowAsync(ICDPSession line)
    {
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000 });
        await line.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 6 });
    }

    /// <summary>Waits until nothing has moved for a while: a frame that was on its way must not be taken for an answer.</summary>
    private static async Task SettledAsync(List<Frame> frames)
    {
        for (var before = -1; before != frames.Count; await Task.Delay(300)) before = frames.Count;
    }

    /// <summary>Whether a frame shows next to nothing: our pages are full of text and boxes, the everyday site has one line.</summary>
    private static Task<bool> IsGoneAsync(IPage eye, Frame frame) => eye.EvaluateAsync<bool>(
        """
        async data => {
            const picture = new Image();
            picture.src = 'data:image/png;base64,' + data;
            await picture.decode();
            const paper = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height }).getContext('2d');
            paper.drawImage(picture, 0, 0);
            const pixels = new Uint32Array(paper.getImageData(0, 0, picture.width, picture.height).data.buffer);
            const ink = pixels.filter(pixel => pixel !== pixels[pixels.length - 1]).length;
            return ink < pixels.length / 50;
        }
        """, frame.Picture);

    private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <param name="At">Seconds since 1970.</param>
    /// <param name="Picture">PNG, base64.</param>
    private sealed record Frame(double At, string Picture);
}
