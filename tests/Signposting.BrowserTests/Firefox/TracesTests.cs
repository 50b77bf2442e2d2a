using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Signposting.Tests;

namespace Signposting.BrowserTests.Firefox;

/// <summary>What Firefox keeps of a visit, and doesn't.</summary>
[Collection(InFirefox.Name)]
public sealed partial class TracesTests(Surroundings around)
{
    [Fact]
    public async Task Every_page_linked_from_home_keeps_nothing_and_asks_nobody_else()
    {
        await using var tab = await around.TabAsync();
        var requests = await tab.RequestsAsync();
        await tab.GoAsync("/ur");
        var title = await tab.ReadAsync<string>("() => document.title");
        var paths = await tab.ReadAsync<string[]>("() => [...new Set([...document.querySelectorAll(\"a[href^='/ur/']\")].map(a => a.getAttribute('href')))].filter(p => !p.endsWith('/leave'))");
        Assert.InRange(paths.Length, 12, 60);

        foreach (var path in paths)
        {
            await tab.GoAsync(path);
            Assert.Equal(title, await tab.ReadAsync<string>("() => document.title"));
            Assert.Equal("", await tab.ReadAsync<string>(
                """
                async () => [
                    document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(d => d.name),
                    ...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations()).map(r => r.scope),
                ].join(' ').trim()
                """));
        }

        Assert.Empty(await tab.CookiesAsync());
        Assert.All(requests, address => Assert.True(address.StartsWith(around.Home.AbsoluteUri, StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
    }

    /// <summary>
    /// Firefox remembers addresses and titles, replaced ones too: so they tell nothing. Nothing that was typed or read is in any file, not
    /// even in the session that it would restore. Without script, what was typed goes by ordinary forms.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_closing_the_profile_holds_neutral_addresses_and_nothing_that_was_typed_or_read(bool script)
    {
        const string sent = "Zebrafinkshallow", unsent = "Quincemarmalade", noted = "Flourandeggs";
        await using var firefox = await Browser.StartAsync(script);
        var tab = await firefox.NewTabAsync(around.Home);
        await tab.GoAsync("/en/g/1");
        var read = await tab.TextAsync("main p:last-of-type");
        Assert.InRange(read.Length, 20, 2000);
        var form = new Form(tab);
        await form.WalkToAsync("/en", "words");
        await form.AnswerAsync("words", sent);
        await form.PressAsync("next");
        await form.PressAsync("back");
        Assert.Equal(sent, await form.ValueAsync("words"));
        await form.AnswerAsync("words", unsent);
        Assert.Contains(unsent, await form.ValueAsync("words"), StringComparison.Ordinal);
        var elsewhere = await tab.AnotherAsync();
        await elsewhere.GoAsync(around.Everyday.First + "notes");
        await elsewhere.TapAsync("textarea");
        await elsewhere.TypeAsync(noted);
        // What it would restore after a crash is written down every now and then: what was typed elsewhere shows that it has been.
        var session = await NotedAsync(firefox.Profile, noted);
        Assert.Contains($"{around.Home.Authority}/en/c", session, StringComparison.Ordinal);
        await firefox.CloseAsync();

        // What locks the profile is a link to nowhere.
        var typed = new[] { sent, unsent, read[..20] };
        Assert.DoesNotContain(typed, word => session.Contains(word, StringComparison.Ordinal));
        var files = System.IO.Directory.EnumerateFiles(firefox.Profile, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).LinkTarget is null)
            .Select(f => (Name: Path.GetRelativePath(firefox.Profile, f), Bytes: Plain(File.ReadAllBytes(f)))).ToList();
        None.Of(from file in files
                from word in typed
                from encoding in new[] { Encoding.UTF8, Encoding.Unicode }
                where file.Bytes.AsSpan().IndexOf(encoding.GetBytes(word)) >= 0
                select $"{file.Name} holds '{word}' in {encoding.WebName}");
        // Firefox would note for thirty days that this site had sent a Cross-Origin-Opener-Policy, and keep that when single pages are cleared.
        Assert.DoesNotContain(files, f => f.Name == "permissions.sqlite" && f.Bytes.AsSpan().IndexOf("highValueCOOP"u8) >= 0);
        // The search finds what is there.
        Assert.Contains(files, f => f.Name == "places.sqlite" && f.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"{around.Home.Authority}/en/c")) >= 0);
        var remembered = Remembered(firefox.Profile).Where(p => p.Address.StartsWith(around.Home.AbsoluteUri, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(remembered);
        None.Of(remembered.Where(p => !Neutral().IsMatch(new Uri(p.Address).PathAndQuery)).Select(p => p.Address));
        Assert.Single(remembered.Select(p => p.Title).Distinct());
    }

    /// <summary>The session that Firefox has written down, once a word is in it.</summary>
    private static async Task<string> NotedAsync(string profile, string word)
    {
        var file = Path.Combine(profile, "sessionstore-backups", "recovery.jsonlz4");
        for (var until = Environment.TickCount64 + 30_000; ; await Task.Delay(100))
        {
            var session = File.Exists(file) ? Encoding.UTF8.GetString(Plain(await File.ReadAllBytesAsync(file))) : "";
            if (session.Contains(word, StringComparison.Ordinal)) return session;
            Assert.True(Environment.TickCount64 < until, $"'{word}' was never written down: {session}");
        }
    }

    private static List<(string Address, string Title)> Remembered(string profile)
    {
        using var places = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(profile, "places.sqlite"), Pooling = false }.ToString());
        places.Open();
        using var query = places.CreateCommand();
        query.CommandText = "SELECT url, coalesce(title, '') || coalesce(description, '') || coalesce(site_name, '') || coalesce(preview_image_url, '') FROM moz_places";
        using var rows = query.ExecuteReader();
        var all = new List<(string, string)>();
        while (rows.Read()) all.Add((rows.GetString(0), rows.GetString(1)));
        return all;
    }

    /// <summary>Opens what Firefox packs: its own head ("mozLz40", then the length) before one LZ4 block.</summary>
    private static byte[] Plain(byte[] file)
    {
        if (!file.AsSpan().StartsWith("mozLz40\0"u8)) return file;
        var plain = new List<byte>(BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8)));
        for (var at = 12; at < file.Length;)
        {
            int Length(int nibble)
            {
                if (nibble == 15) do nibble += file[at]; while (file[at++] == 255);
                return nibble;
            }
            var token = file[at++];
            var literals = Length(token >> 4);
            plain.AddRange(file[at..(at += literals)]);
            if (at >= file.Length) break;
            var from = plain.Count - BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));
            at += 2;
            for (var left = Length(token & 15) + 4; left > 0; left--) plain.Add(plain[from++]);
        }
        return [.. plain];
    }

    [GeneratedRegex("^/[a-z]{2}(/[a-z](/[0-9]+)?)?$")]
    private static partial Regex Neutral();
}
