using System.Text.RegularExpressions;

namespace Signposting.Tests.House;

/// <summary>The table of rooms, kept true by reading the source: which room may import which.</summary>
public sealed partial class SourceTests
{
    private static readonly Dictionary<string, string[]> MayImport = new()
    {
        ["Checking"] = [],
        ["Languages"] = ["Checking"],
        ["Storage"] = [],
        ["Listings"] = ["Checking", "Languages"],
        ["Translators"] = ["Checking", "Languages", "Listings"],
        ["Routing"] = ["Checking", "Languages", "Listings"],
        ["SafeBrowsing"] = ["Checking", "Languages", "Listings"],
        ["Outbox"] = ["Storage"],
        ["BotDefence"] = ["Checking", "Languages", "Listings", "SafeBrowsing"],
        ["OpenReferral"] = ["Checking", "Listings", "SafeBrowsing"],
        ["Tallies"] = ["Listings", "Routing", "Storage"],
        ["Shared"] = ["Checking", "Languages", "Listings", "SafeBrowsing"],
        ["Doors"] = ["Checking", "Languages", "Listings", "SafeBrowsing", "Shared"],
        ["Searching"] = ["Checking", "Languages", "Listings", "SafeBrowsing", "Shared"],
        ["Paper"] = ["Checking", "Languages", "Listings", "SafeBrowsing", "Shared"],
        ["Crawlers"] = ["Checking", "Languages", "Listings"],
        ["Directory"] = ["Checking", "Languages", "Listings", "SafeBrowsing", "Crawlers", "Shared"],
        ["Referrals"] = ["Checking", "Languages", "Listings", "Routing", "SafeBrowsing", "Outbox", "Storage", "BotDefence", "Tallies", "Shared"],
        // Every view has what this file imports.
        ["_ViewImports.cshtml"] = ["Checking", "Languages", "Listings", "SafeBrowsing"],
        ["_ViewStart.cshtml"] = [],
    };

    private static readonly string Source = Path.Combine(Repository.Root, "src", "Signposting");

    [Fact]
    public void Every_folder_is_a_room_of_the_table() =>
        Assert.Equal(MayImport.Keys.Order(), Files().Select(f => f.Room).Distinct().Order());

    [Fact]
    public void A_room_imports_only_what_the_table_allows() =>
        None.Of(from file in Files()
                from Match import in Import().Matches(file.Text)
                let room = import.Groups["room"].Value
                where room != file.Room && MayImport.ContainsKey(room) && !MayImport[file.Room].Contains(room)
                select $"{file.Path}: {room}");

    /// <summary>A name with the room in front of it needs no using: <c>Listings.Catalogue</c> compiles in every room.</summary>
    [Fact]
    public void No_room_is_reached_without_being_imported() =>
        None.Of(from file in Files().Where(f => MayImport[f.Room].Length < MayImport.Count)
                from room in MayImport.Keys.Where(r => !r.StartsWith('_') && r != file.Room && !MayImport[file.Room].Contains(r))
                from Match use in Regex.Matches(WithoutComments(file.Text), $@"(?<![\w.""/])(?:global::)?{room}\.[A-Z]\w+")
                where System.IO.Directory.EnumerateFiles(Path.Combine(Source, room), use.Value[(use.Value.LastIndexOf('.') + 1)..] + ".cs").Any()
                select $"{file.Path}: {use.Value}");

    [Fact]
    public void The_namespace_of_a_file_is_its_folder() =>
        None.Of(Files().Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal) && !f.Text.Contains($"namespace Signposting.{f.Room};", StringComparison.Ordinal)).Select(f => f.Path));

    [Fact]
    public void Each_room_is_added_in_thirty_lines_at_most()
    {
        var adds = Files().SelectMany(f => Add().Matches(f.Text).Select(m => (f.Path, Name: m.Groups["name"].Value, Lines: m.Value.Count(c => c == '\n') + 1))).ToList();

        Assert.True(adds.Count >= 7, $"Only {adds.Count} were found: the source is read wrongly.");
        None.Of(adds.Where(a => a.Lines > 30));
    }

    [Fact]
    public void The_program_is_a_table_of_contents() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "src", "Signposting.Web", "Program.cs")).Count(l => l.Length > 0 && !l.StartsWith("using ", StringComparison.Ordinal)), 1, 22);

    [Fact]
    public void No_view_writes_markup_past_the_encoder() =>
        None.Of(Files().Where(f => f.Path.EndsWith(".cshtml", StringComparison.Ordinal) && Unencoded().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void No_view_has_style_or_script_of_its_own() =>
        None.Of(from file in Files().Where(f => f.Path.EndsWith(".cshtml", StringComparison.Ordinal))
                from Match inline in InlineAttribute().Matches(file.Text)
                select $"{file.Path}: {inline.Value}");

    /// <summary>Save a page of our own, in a frame.</summary>
    [Fact]
    public void No_view_fetches_anything() =>
        None.Of(from file in Files().Where(f => f.Path.EndsWith(".cshtml", StringComparison.Ordinal))
                from Match fetch in Fetch().Matches(file.Text)
                select $"{file.Path}: {fetch.Value}");

    [Fact]
    public void The_stylesheet_and_the_script_fetch_nothing_and_keep_nothing()
    {
        foreach (var name in new[] { "site.css", "leave.js" })
        {
            var text = File.ReadAllText(Path.Combine(Source, "SafeBrowsing", name));
            Assert.DoesNotMatch(@"https?:|url\(|@import|localStorage|sessionStorage|indexedDB|document\.cookie|doc\.cookie|sendBeacon|console\.", text);
        }
    }

    private static IEnumerable<(string Room, string Path, string Text)> Files() => System.IO.Directory.EnumerateFiles(Source, "*.cs*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Source, f))
        .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal)) && f.Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
        .Select(f => (f.Split(Path.DirectorySeparatorChar)[0], f.Replace('\\', '/'), File.ReadAllText(Path.Combine(Source, f))));

    private static string WithoutComments(string text) => Regex.Replace(text, @"//.*$|@\*.*?\*@", "", RegexOptions.Multiline);

    /// <summary>A using, or a name written out: both are imports.</summary>
    [GeneratedRegex(@"\bSignposting\.(?<room>[A-Z]\w+)")]
    private static partial Regex Import();

    [GeneratedRegex(@"    public static WebApplicationBuilder (?<name>Add\w+)\(.*?\n    }", RegexOptions.Singleline)]
    private static partial Regex Add();

    [GeneratedRegex(@"Html\.Raw|HtmlString|MarkupString")]
    private static partial Regex Unencoded();

    [GeneratedRegex(@"\s(style|on[a-z]+)\s*=\s*[""'@]", RegexOptions.IgnoreCase)]
    private static partial Regex InlineAttribute();

    [GeneratedRegex(@"<(script|img|iframe|object|embed|video|audio)\b[^>]*\bsrc=(?!""@T\.To\()|<link\b[^>]*\bhref=""(https?:)?//|@import", RegexOptions.IgnoreCase)]
    private static partial Regex Fetch();
}
