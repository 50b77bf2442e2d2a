using System.Text.RegularExpressions;
using Signposting.Checking;

namespace Signposting.Tests.Languages;

/// <summary>The agreed words of <c>glossary.xx.yaml</c> are the words that the pages use, so that a reader meets one thing under one name.</summary>
public sealed partial class GlossaryTests
{
    /// <summary>Terms that a reader will meet again on the telephone or in a letter, and must know again.</summary>
    private static readonly string[] Terms =
    [
        "domestic abuse", "refuge", "outreach", "referral", "coercive control", "safety plan", "interpreter", "solicitor", "no recourse to public funds", "honour",
        "dowry", "forced marriage", "sexual violence", "stalking", "helpline", "support worker", "IDVA", "ISVA", "MARAC", "police", "council",
    ];

    [Theory]
    [MemberData(nameof(TranslatedInto.Languages), MemberType = typeof(TranslatedInto))]
    public void A_page_that_uses_a_term_uses_the_agreed_word_for_it(string language)
    {
        var agreed = Agreed(language);
        var looked = 0;
        var faults = new List<string>();
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(Repository.Content, "guidance"), $"*.{language}.md"))
        {
            var (english, translation) = (Body(file.Replace($".{language}.md", ".md", StringComparison.Ordinal)), Body(file));
            // Once may be in passing, in other words; twice is what the page is about.
            foreach (var term in Terms.Where(t => Regex.Count(english, $@"\b{t}(s|es)?\b", RegexOptions.IgnoreCase) > 1))
            {
                looked++;
                if (!agreed[term].Any(ways => ways.All(stem => translation.Contains(stem, StringComparison.OrdinalIgnoreCase)))) faults.Add($"{Path.GetFileName(file)}: {term}");
            }
        }
        None.Of(faults);
        Assert.True(looked > 60, $"Only {looked} uses of a term were found: the pages are read wrongly.");
    }

    /// <summary>The ways to say each term, each as the stems of its words (they are declined), and the English word itself, which may stand there as a gloss.</summary>
    private static Dictionary<string, List<string[]>> Agreed(string language)
    {
        var faults = new Faults();
        var terms = YamlMap.ReadFile(Repository.Translations, $"glossary.{language}.yaml", faults).OptionalMap("terms")!;
        var agreed = Terms.ToDictionary(t => t, t => Gloss().Replace(terms.OptionalMap(t)?.Text("use") ?? "", "").Split('/').Select(Stems).Where(s => s.Length > 0).Append([t]).ToList());
        None.Of(faults.Found);
        None.Of(agreed.Where(a => a.Value.Count < 2).Select(a => $"{a.Key} isn't in glossary.{language}.yaml"));
        return agreed;
    }

    private static string[] Stems(string words) =>
        [.. words.Split([' ', ',', '"', '„', '”'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2).Select(w => w[..Math.Max(3, w.Length * 6 / 10)])];

    /// <summary>Without the addresses of links, which are in English.</summary>
    private static string Body(string file) => Address().Replace(File.ReadAllText(file).Split("\n---\n", 2)[1], "]");

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Gloss();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Address();
}
