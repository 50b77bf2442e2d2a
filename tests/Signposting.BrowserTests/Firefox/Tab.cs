using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signposting.BrowserTests.Firefox;

/// <summary>
/// A tab, and somebody who taps, types and looks in it: with the browser's own pointer and keys, so that a page sees what it sees of a
/// person. What is on the page is read past its policy, and also where pages may run no script.
/// </summary>
internal sealed class Tab : IAsyncDisposable
{
    /// <summary>The leave control of every page.</summary>
    public const string WayOut = ".bar [data-leaves]";

    private const string Shift = "\uE008";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Wire _wire;
    private readonly string _somebody;
    private readonly string _context;
    private readonly Uri _home;
    private bool _typed;

    private Tab(Wire wire, string somebody, string context, Uri home) => (_wire, _somebody, _context, _home) = (wire, somebody, context, home);

    public static async Task<Tab> OpenAsync(Wire wire, string somebody, Uri home)
    {
        var tab = await wire.SendAsync("browsingContext.create", new() { ["type"] = "tab", ["userContext"] = somebody });
        return new Tab(wire, somebody, tab.GetProperty("context").GetString()!, home);
    }

    /// <summary>Another tab of the same person, now in front.</summary>
    public Task<Tab> AnotherAsync() => OpenAsync(_wire, _somebody, _home);

    public Task ToFrontAsync() => AskAsync("browsingContext.activate");

    public Task ResizeAsync(int width, int height, double pixelRatio = 1) => AskAsync("browsingContext.setViewport",
        ("viewport", new JsonObject { ["width"] = width, ["height"] = height }), ("devicePixelRatio", pixelRatio));

    /// <summary>Types an address: a path of the site, or a whole address of another.</summary>
    public Task GoAsync(string address) => AskAsync("browsingContext.navigate", ("url", new Uri(_home, address).AbsoluteUri), ("wait", "interactive"));

    /// <summary>Presses the browser's own Back.</summary>
    public Task BackAsync() => AskAsync("browsingContext.traverseHistory", ("delta", -1));

    /// <summary>What a JavaScript function finds; a promise is awaited.</summary>
    public async Task<T> ReadAsync<T>(string function, params JsonNode[] arguments)
    {
        // Where pages may run no script, promises are never kept: a plain value must come without one.
        var call =
            $$"""
            () => {
                const text = value => JSON.stringify(value ?? null), found = ({{function}})({{string.Join(", ", arguments.Select(a => a.ToJsonString()))}});
                return found instanceof Promise ? found.then(text) : text(found);
            }
            """;
        var said = await AskAsync("script.callFunction", ("functionDeclaration", call), ("awaitPromise", true), ("target", new JsonObject { ["context"] = _context }));
        if (said.GetProperty("type").GetString() != "success") throw new RefusedException($"{function}: {said.GetProperty("exceptionDetails").GetProperty("text").GetString()}");
        return JsonSerializer.Deserialize<T>(said.GetProperty("result").GetProperty("value").GetString()!, JsonSerializerOptions.Web)!;
    }

    /// <summary>Text that is on the screen; empty where there is none.</summary>
    public Task<string> TextAsync(string css = "body") => ReadAsync<string>("css => document.querySelector(css)?.innerText ?? ''", css);

    public Task<string> AddressAsync() => ReadAsync<string>("() => location.href");

    /// <summary>Waits until something is so. A page on its way in or out can't be asked, which is no answer.</summary>
    public async Task UntilAsync(string isSo, params JsonNode[] arguments)
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                if (await ReadAsync<bool>(isSo, arguments)) return;
            }
            catch (RefusedException) when (Environment.TickCount64 < until)
            {
            }
            Assert.True(Environment.TickCount64 < until, $"It never was so in Firefox: {isSo} {string.Join<JsonNode>(", ", arguments)}");
            await Task.Delay(30);
        }
    }

    /// <summary>Waits for a page that is there to its end.</summary>
    public Task AtAsync(string address) => UntilAsync("address => location.href === address && document.readyState !== 'loading'", new Uri(_home, address).AbsoluteUri);

    /// <summary>
    /// Clicks what the selector finds first, in its middle, once it stays where it is. Firefox scrolls to what was typed a frame or two
    /// later: nobody's hand is as quick from the keys to the mouse as a test, so it waits.
    /// </summary>
    public async Task TapAsync(string css)
    {
        if (_typed) await Task.Delay(300);
        _typed = false;
        await UntilAsync("css => document.querySelector(css) !== null", css);
        var found = await AskAsync("browsingContext.locateNodes", ("locator", new JsonObject { ["type"] = "css", ["value"] = css }), ("maxNodeCount", 1));
        var element = new JsonObject { ["type"] = "element", ["element"] = new JsonObject { ["sharedId"] = found.GetProperty("nodes")[0].GetProperty("sharedId").GetString() } };
        for (double was = -1, at = -2; was != at || !await ReadAsync<bool>("css => document.querySelector(css).matches(':hover')", css);)
        {
            was = await ReadAsync<double>("css => { const e = document.querySelector(css); e.scrollIntoView({ block: 'center', behavior: 'instant' }); return e.getBoundingClientRect().top; }", css);
            await PointAsync(new JsonObject { ["type"] = "pointerMove", ["x"] = 0, ["y"] = 0, ["origin"] = element.DeepClone() });
            at = await ReadAsync<double>("css => document.querySelector(css).getBoundingClientRect().top", css);
        }
        await PointAsync(new JsonObject { ["type"] = "pointerDown", ["button"] = 0 }, new JsonObject { ["type"] = "pointerUp", ["button"] = 0 });
    }

    /// <summary>Types letters one by one, capitals with Shift held, as a keyboard does.</summary>
    public Task TypeAsync(string text)
    {
        _typed = true;
        return KeysAsync(text.EnumerateRunes().SelectMany(r => r.ToString() is var key && char.IsAsciiLetterUpper(key[0])
            ? new[] { (Shift, true), (key, true), (key, false), (Shift, false) }
            : [(key, true), (key, false)]));
    }

    public Task PressAsync(string key) => KeysAsync([(key, true), (key, false)]);

    /// <summary>Presses Shift alone and lets it go, so many times.</summary>
    public Task ShiftAsync(int times) => KeysAsync(Enumerable.Repeat(new[] { (Shift, true), (Shift, false) }, times).SelectMany(p => p));

    /// <summary>Whether all that a picture of the tab shows is of one colour. The browser itself reads the picture, in a tab of its own.</summary>
    public async Task<bool> IsBlankAsync()
    {
        var picture = (await AskAsync("browsingContext.captureScreenshot")).GetProperty("data").GetString()!;
        await using var reader = await OpenAsync(_wire, _somebody, _home);
        return await reader.ReadAsync<bool>(
            """
            async data => {
                const picture = new Image();
                picture.src = 'data:image/png;base64,' + data;
                await picture.decode();
                const paper = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height }).getContext('2d');
                paper.drawImage(picture, 0, 0);
                return new Set(new Uint32Array(paper.getImageData(0, 0, picture.width, picture.height).data.buffer)).size === 1;
            }
            """, picture);
    }

    /// <summary>Lets a script of ours run in every page of this tab before its own does.</summary>
    public Task BeforeEveryPageAsync(string function) => _wire.SendAsync("script.addPreloadScript", new() { ["functionDeclaration"] = function, ["contexts"] = new JsonArray(_context) });

    /// <summary>Notes where every request of this tab goes.</summary>
    public async Task<IReadOnlyCollection<string>> RequestsAsync()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        _wire.Happened += (name, what) =>
        {
            if (name == "network.beforeRequestSent" && what.GetProperty("context").GetString() == _context) seen.Enqueue(what.GetProperty("request").GetProperty("url").GetString()!);
        };
        await _wire.SendAsync("session.subscribe", new() { ["events"] = new JsonArray("network.beforeRequestSent"), ["contexts"] = new JsonArray(_context) });
        return seen;
    }

    /// <summary>Loses the line: from now on no request of this tab gets through, until what is returned is disposed.</summary>
    public async Task<IAsyncDisposable> OfflineAsync()
    {
        void Fail(string name, JsonElement what)
        {
            if (name == "network.beforeRequestSent" && what.GetProperty("isBlocked").GetBoolean())
                _ = _wire.SendAsync("network.failRequest", new() { ["request"] = what.GetProperty("request").GetProperty("request").GetString() });
        }
        _wire.Happened += Fail;
        var events = (await _wire.SendAsync("session.subscribe", new() { ["events"] = new JsonArray("network.beforeRequestSent"), ["contexts"] = new JsonArray(_context) })).GetProperty("subscription").GetString();
        var cut = (await _wire.SendAsync("network.addIntercept", new() { ["phases"] = new JsonArray("beforeRequestSent"), ["contexts"] = new JsonArray(_context) })).GetProperty("intercept").GetString();
        return new Mended(async () =>
        {
            await _wire.SendAsync("network.removeIntercept", new() { ["intercept"] = cut });
            await _wire.SendAsync("session.unsubscribe", new() { ["subscriptions"] = new JsonArray(events) });
            _wire.Happened -= Fail;
        });
    }

    /// <summary>Cookies of this person, of all sites, by name.</summary>
    public async Task<IReadOnlyList<string>> CookiesAsync() =>
        [.. (await _wire.SendAsync("storage.getCookies", new() { ["partition"] = new JsonObject { ["type"] = "storageKey", ["userContext"] = _somebody } }))
            .GetProperty("cookies").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    /// <summary>How many parts of the page a screen reader finds under this role and name.</summary>
    public async Task<int> SpokenAsync(string role, string name) =>
        (await AskAsync("browsingContext.locateNodes", ("locator", new JsonObject { ["type"] = "accessibility", ["value"] = new JsonObject { ["role"] = role, ["name"] = name } })))
            .GetProperty("nodes").GetArrayLength();

    public async ValueTask DisposeAsync() => await AskAsync("browsingContext.close");

    private Task<JsonElement> PointAsync(params JsonObject[] actions) => ActAsync(new JsonObject
    {
        ["type"] = "pointer",
        ["id"] = "mouse",
        ["actions"] = new JsonArray([.. actions]),
    });

    private Task<JsonElement> KeysAsync(IEnumerable<(string Key, bool Down)> keys) => ActAsync(new JsonObject
    {
        ["type"] = "key",
        ["id"] = "keyboard",
        ["actions"] = new JsonArray([.. keys.Select(k => new JsonObject { ["type"] = k.Down ? "keyDown" : "keyUp", ["value"] = k.Key })]),
    });

    private Task<JsonElement> ActAsync(JsonObject source) => AskAsync("input.performActions", ("actions", new JsonArray(source)));

    private Task<JsonElement> AskAsync(string method, params (string Name, JsonNode? Value)[] parameters)
    {
        var asked = new JsonObject { ["context"] = _context };
        foreach (var (name, value) in parameters) asked[name] = value;
        // script.callFunction names its tab inside its target.
        if (method.StartsWith("script.", StringComparison.Ordinal)) asked.Remove("context");
        return _wire.SendAsync(method, asked);
    }

    private sealed class Mended(Func<Task> mend) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await mend();
    }
}
