using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Tests.Doors;

/// <summary>The written cases of <c>cases.yaml</c>, each asked of the site as its reader would ask, without JavaScript.</summary>
public sealed class CasesTests(Site site) : IClassFixture<Site>
{
    private sealed record Case(
        string Who, IReadOnlyList<string> Needs, string? What, string? Where, IReadOnlyList<string> Matters, string? Spoken,
        string First, IReadOnlyList<string> Shown, IReadOnlyList<string> Never, IReadOnlyList<string> Read);

    private static readonly List<Case> Cases = ReadCases();

    public static TheoryData<string> People => [.. Cases.Select(c => c.Who)];

    private Catalogue Catalogue => site.Services.GetRequiredService<CurrentCatalogue>().Now;

    [Theory]
    [MemberData(nameof(People))]
    public async Task Gets_the_right_door(string who)
    {
        var asked = Cases.Single(c => c.Who == who);
        None.Of(asked.Shown.Concat(asked.Never).Append(asked.First).Where(id => Catalogue.Service(id) is null).Concat(asked.Read.Where(id => Catalogue.Page(id) is null)));

        var visitor = await Finder.AskAsync(site.Browser(), asked.What, asked.Where, asked.Matters, asked.Spoken);

        var doors = visitor.Doors(Catalogue).Select(s => s.Id).ToList();
        var shown = visitor.Shown(Catalogue).Select(s => s.Id).ToList();
        var found = $"{who} is shown: {string.Join(", ", doors)}{(shown.Count > doors.Count ? "; free: " + string.Join(", ", shown.Except(doors)) : "")}; to read: {string.Join(", ", visitor.Read(Catalogue))}";
        Assert.True(doors[0] == asked.First, $"{asked.First} should come first. {found}");
        None.Of(asked.Shown.Except(shown).Select(s => $"{s} is missing. {found}"));
        None.Of(asked.Never.Intersect(shown).Select(s => $"{s} should not be there. {found}"));
        None.Of(asked.Read.Except(visitor.Read(Catalogue)).Select(p => $"{p} isn't there to read. {found}"));
    }

    /// <summary>All of the needs list that are about a person; the others are about professionals (N29) and about the site itself (N33, N35).</summary>
    [Fact]
    public void Every_need_of_a_person_is_among_the_cases() =>
        Assert.Equal(Enumerable.Range(1, 34).Except([29, 33]).Select(n => $"N{n}"), Cases.SelectMany(c => c.Needs).Distinct().OrderBy(n => int.Parse(n[1..], System.Globalization.CultureInfo.InvariantCulture)));

    private static List<Case> ReadCases()
    {
        var faults = new Faults();
        var file = YamlMap.ReadFile(Path.Combine(Repository.Root, "tests", "Signposting.Tests", "Doors"), "cases.yaml", faults);
        var cases = file.Maps("cases").Select(entry =>
        {
            var read = new Case(
                entry.Text("who"), entry.Texts("needs"), entry.OptionalText("what"), entry.OptionalText("where"), entry.Texts("matters"), entry.OptionalText("spoken"),
                entry.Text("first"), entry.Texts("shown"), entry.Texts("never"), entry.Texts("read"));
            entry.NothingElse();
            return read;
        }).ToList();
        file.NothingElse();
        None.Of(faults.Found);
        return cases;
    }
}
