using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Listings;
using Signposting.Searching;

namespace Signposting.Tests.Searching;

/// <summary>
/// How often what should come first does: sixty questions and more for each language, written by people who hadn't seen the list of words.
/// The score is printed; it must not fall below what stands here, which leaves room for a change of the pages.
/// </summary>
public sealed class ScoreTests(Site site, ITestOutputHelper output) : IClassFixture<Site>
{
    [Theory]
    [InlineData("en", 0.75, 0.88)]
    [InlineData("pl", 0.78, 0.88)]
    [InlineData("lt", 0.8, 0.88)]
    [InlineData("ur", 0.8, 0.88)]
    [InlineData("pa", 0.84, 0.94)]
    [InlineData("bn", 0.8, 0.88)]
    [InlineData("hi", 0.8, 0.88)]
    [InlineData("gu", 0.7, 0.86)]
    public void What_people_type_finds_what_they_mean(string language, double first, double firstThree)
    {
        var index = site.Services.GetRequiredService<CurrentCatalogue>().Now.Part<SearchIndexes>()[language];
        var questions = Questions(language);
        var places = questions.Select(q => (q.Typed, q.First, Found: index.Find(q.Typed).Keys)).Select(q => (q.Typed, q.First, q.Found, Place: q.Found.ToList().FindIndex(q.First.Contains))).ToList();

        var (firsts, threes) = (places.Count(p => p.Place == 0) / (double)places.Count, places.Count(p => p.Place is >= 0 and < 3) / (double)places.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{language}: first {firsts:P0}, among the first three {threes:P0}, of {places.Count}"));
        foreach (var (typed, wanted, found, place) in places.Where(p => p.Place != 0)) output.WriteLine($"  {place + 1} {typed}: {string.Join(' ', wanted)} | {string.Join(' ', found.Take(3))}");

        Assert.True(questions.Count >= 60, $"Only {questions.Count} questions.");
        Assert.True(firsts >= first && threes >= firstThree, string.Create(CultureInfo.InvariantCulture, $"{language}: first {firsts:P1} (at least {first:P0}), among the first three {threes:P1} (at least {firstThree:P0})"));
    }

    private static List<(string Typed, IReadOnlyList<string> First)> Questions(string language)
    {
        var faults = new Faults();
        var yaml = "questions:\n" + string.Join('\n', File.ReadLines(Path.Combine(Repository.Root, "tests", "Signposting.Tests", "Searching", "Questions", language + ".yaml")).Where(l => l.TrimStart().StartsWith("- {", StringComparison.Ordinal)).Select(l => "  " + l.TrimStart()));
        var questions = YamlMap.Parse(yaml, language + ".yaml", faults).Maps("questions").Select(q => (q.Text("typed"), q.Texts("first"))).ToList();
        None.Of(faults.Found);
        return questions;
    }
}
