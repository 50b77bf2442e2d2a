namespace Signposting.Tests.Pages;

/// <summary>Each rule for every page, in every language: pages of guidance, services, areas, the whole form, and whatever goes wrong.</summary>
[Collection(nameof(EveryPage))]
public sealed class PageRuleTests(EveryPage every)
{
    public static TheoryData<string> Rules => [.. PageRule.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_page_in_every_language(string rule) => None.Of(every.Violations.Where(v => v.StartsWith(rule + " | ", StringComparison.Ordinal)));

    [Fact]
    public void The_walk_saw_every_kind_of_page_in_eight_languages()
    {
        Assert.Equal(8, every.Seen.Select(p => p.Language).Distinct().Count());
        var inEach = every.Catalogue.Pages.Count + every.Catalogue.Services.Count(s => s.Shown) + (2 * every.Catalogue.Areas.Count) + 9 + 5;
        Assert.All(every.Seen.Where(p => p.Label.StartsWith("GET ", StringComparison.Ordinal)).GroupBy(p => p.Language), g => Assert.Equal(inEach, g.Count()));
        Assert.All(every.Seen.GroupBy(p => p.Language), g => Assert.Equal([200, 400, 403, 404, 405, 413, 422], g.Select(p => (int)p.Expected).Where(s => s != 409).Distinct().Order()));
        Assert.All(every.Seen.GroupBy(p => p.Language), g => Assert.True(g.Count(p => p.Label.StartsWith("Question ", StringComparison.Ordinal)) >= 24, "The form has lost questions."));
    }
}
