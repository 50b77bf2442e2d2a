using System.Text.Json;

namespace Signposting.BrowserTests;

/// <summary>What Chromium hands to a screen reader: the accessibility tree itself.</summary>
public sealed class ScreenReaderTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", "Leave this page", "Languages", "Still here?")]
    [InlineData("pl", null, null, null)]
    [InlineData("ur", null, null, null)]
    public async Task Every_kind_of_page_has_its_parts_by_role_and_name(string language, string? control, string? languages, string? asks)
    {
        await using var person = await chromium.PersonAsync();
        await foreach (var kind in Tour.OfAsync(person, language))
        {
            var tree = await TreeAsync(person);
            var first = tree.First(n => n.Role is "link" or "button" or "textbox" or "radio" or "checkbox");
            Assert.True(first is { Role: "link", Name.Length: > 0 } && (control ?? first.Name) == first.Name, $"{kind}: the first control is {first}");
            Assert.True(tree.Count(n => n.Role == "main") == 1, $"{kind}: not one main part");
            Assert.True(tree.Count(n => n is { Role: "heading", Level: 1, Name.Length: > 0 }) == 1, $"{kind}: not one first heading");
            Assert.True(tree.Any(n => n is { Role: "banner" }) && tree.Any(n => n is { Role: "contentinfo" }), $"{kind}: no head or foot");
            Assert.True(tree.Any(n => n is { Role: "navigation" or "group", Name.Length: > 0 } && (languages ?? n.Name) == n.Name), $"{kind}: the languages have no name");
            // Polite: it waits until what is being read has been read.
            Assert.True(tree.Any(n => n is { Role: "status", Live: "polite" }), $"{kind}: nothing announces");
            var nameless = tree.Where(n => n is { Role: "link" or "button" or "textbox" or "radio" or "checkbox" or "region" or "complementary" or "dialog", Name: "" });
            Assert.True(!nameless.Any(), $"{kind}: without a name: {string.Join(", ", nameless)}");
            // The question of the idle cover isn't there until it is asked.
            Assert.DoesNotContain(tree, n => n.Role == "dialog" || (asks is not null && n.Name == asks));
        }
    }

    [Fact]
    public async Task Errors_are_said_and_belong_to_their_field()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.ChooseAsync("ways", "email");
        await person.TypeAsync("email", "maja at mail");
        await person.PressAsync("next");

        var tree = await TreeAsync(person);

        Assert.Contains(tree, n => n is { Role: "alert", Live: "assertive" });
        Assert.Contains(tree, n => n is { Role: "textbox", Invalid: true } && n.Description.Length > 0);
    }

    [Fact]
    public async Task While_the_cover_asks_there_is_only_the_question()
    {
        await using var person = await chromium.PersonAsync();
        await person.Page.Clock.InstallAsync();
        await person.OpenAsync("/en/g/1");
        await person.Page.Clock.FastForwardAsync(360_000);

        var tree = await TreeAsync(person);

        Assert.Contains(tree, n => n is { Role: "dialog", Name: "Still here?", Modal: true });
        Assert.Equal(["Go on", "Leave this page"], tree.Where(n => n.Role is "button" or "link").Select(n => n.Name));
        Assert.Equal(["Still here?"], tree.Where(n => n.Role == "heading").Select(n => n.Name));
    }

    private static async Task<IReadOnlyList<Node>> TreeAsync(Person person)
    {
        var tab = await person.Context.NewCDPSessionAsync(person.Page);
        await tab.SendAsync("Accessibility.enable");
        var tree = await tab.SendAsync("Accessibility.getFullAXTree");
        await tab.DetachAsync();
        var nodes = tree!.Value.GetProperty("nodes").EnumerateArray().Where(n => !n.GetProperty("ignored").GetBoolean()).ToDictionary(n => n.GetProperty("nodeId").GetString()!);
        return [.. InOrder(nodes, nodes.Values.First(n => !n.TryGetProperty("parentId", out _)).GetProperty("nodeId").GetString()!, tree.Value)];
    }

    /// <summary>As a reader meets them; nodes that are ignored have children that aren't.</summary>
    private static IEnumerable<Node> InOrder(Dictionary<string, JsonElement> shown, string id, JsonElement tree)
    {
        if (shown.TryGetValue(id, out var node)) yield return Node.Of(node);
        var any = tree.GetProperty("nodes").EnumerateArray().First(n => n.GetProperty("nodeId").GetString() == id);
        if (!any.TryGetProperty("childIds", out var children)) yield break;
        foreach (var child in children.EnumerateArray())
            foreach (var below in InOrder(shown, child.GetString()!, tree)) yield return below;
    }

    private sealed record Node(string Role, string Name, string Description, string Live, int Level, bool Modal, bool Invalid)
    {
        public static Node Of(JsonElement node)
        {
            string Text(string key) => node.TryGetProperty(key, out var value) && value.TryGetProperty("value", out var text) ? text.ToString() : "";
            string Property(string name) => node.TryGetProperty("properties", out var all)
                ? all.EnumerateArray().Where(p => p.GetProperty("name").GetString() == name).Select(p => p.GetProperty("value").GetProperty("value").ToString()).FirstOrDefault() ?? "" : "";
            return new Node(Text("role"), Text("name"), Text("description"), Property("live"), int.TryParse(Property("level"), out var level) ? level : 0,
                string.Equals(Property("modal"), "true", StringComparison.OrdinalIgnoreCase), Property("invalid") == "true");
        }
    }
}
