using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;
using Signposting.Tests.Pages;
using Signposting.Translators;

namespace Signposting.Tests.Languages;

/// <summary>
/// A ninth language: a line in <c>languages.yaml</c>, an everyday site to leave for, and what a translator gives back. Here it is one in
/// which every word looks foreign and is longer by two fifths, so that whatever is still English was typed into the code.
/// </summary>
public sealed partial class NinthLanguageTests
{
    private const string Code = "zz";

    [Fact]
    public async Task Is_a_line_and_files_and_no_English_is_left_on_any_page()
    {
        var (content, translations) = Files();
        Translate(content, translations);
        await using var every = new EveryPage(new Site([("Content:ContentFolder", content), ("Content:TranslationsFolder", translations)]), Code);

        await every.InitializeAsync();

        None.Of(every.Violations);
        var names = Latin.NamesOf(every.Catalogue);
        None.Of(from page in every.Seen
                from word in page.Own.SelectMany(text => Latin.Words(Latin.Without(names, text))).Distinct()
                select $"{page.Label}: {word}");
        Assert.True(every.Seen.Count > 180, $"Only {every.Seen.Count} pages were seen.");
    }

    [Fact]
    public void Until_somebody_translates_it_every_page_is_there_in_English()
    {
        var (content, translations) = Files();
        var faults = new Faults();

        var catalogue = Catalogue.Read(content, translations, [], faults);

        None.Of(faults.Found);
        var reader = catalogue.Phrases.Languages.Single(l => l.Code == Code);
        Assert.All(catalogue.Pages, p => Assert.Equal(Language.English, p.Bodies[Code].In.Code));
        Assert.True(catalogue.Phrases.Say(reader, "site.title").FellBack);
    }

    /// <summary>What somebody does who adds a language.</summary>
    private static (string Content, string Translations) Files()
    {
        var (content, translations) = (Repository.CopyOf(Repository.Content), Repository.CopyOf(Repository.Translations));
        File.AppendAllText(Path.Combine(content, "languages.yaml"), $"  - {{ code: {Code}, name: Žžž, culture: el-GR }}\n");
        var sites = Path.Combine(content, "neutral-sites.yaml");
        File.WriteAllText(sites, File.ReadAllText(sites).Replace("\nnever:", $"\n{Code}: [\"https://www.gov.uk/bank-holidays\", \"https://www.metoffice.gov.uk/\"]\n\nnever:", StringComparison.Ordinal));
        var english = Path.Combine(translations, "en.po");
        File.AppendAllText(english, $"\nmsgctxt \"spoken.{Code}\"\nmsgid \"Zzz\"\nmsgstr \"\"\n");
        return (content, translations);
    }

    /// <summary>Exported, translated and imported as by the verb.</summary>
    private static void Translate(string content, string translations)
    {
        var faults = new Faults();
        var languages = Language.Read(content, faults);
        var work = new TranslatorWork(new TranslatorTexts(content, translations), languages, new DateOnly(2026, 12, 1));
        var exported = new StringWriter();
        work.Export(Code, @unchecked: false, exported);
        var folder = Repository.NewFolder();
        File.WriteAllText(Path.Combine(folder, "a.po"), exported.ToString());
        var filled = PoFile.Read(folder, "a.po", faults).Select(e => e with { Forms = e.EnglishPlural is { } plural ? [Foreign(e.English), Foreign(plural)] : [Foreign(e.English)] });
        File.WriteAllText(Path.Combine(folder, "b.po"), "msgid \"\"\nmsgstr \"\"\n\n" + string.Join('\n', filled.Select(PoFile.Write)));
        None.Of(faults.Found);
        work.Import(Code, folder, "b.po", by: null, new StringWriter());
    }

    /// <summary>Foreign and longer, with placeholders, addresses and numbers as they were.</summary>
    private static string Foreign(string text) => string.Join('\n', text.Split('\n').Select(line =>
    {
        if (line.Trim().Length == 0) return line;
        var foreign = Kept().Split(line).Select((part, i) => i % 2 == 1 ? part : string.Concat(part.Select(c => Letters.TryGetValue(c, out var other) ? other : c)));
        return string.Concat(foreign).TrimEnd() + " " + new StringBuilder().Insert(0, "žž ", (line.Length / 8) + 1).ToString().Trim();
    }));

    private static readonly Dictionary<char, char> Letters = "aáeéiíoóuúyýsšnñcçlłAÁEÉIÍOÓUÚYÝSŠNÑCÇLŁ".Chunk(2).ToDictionary(p => p[0], p => p[1]);

    [GeneratedRegex(@"(\{[a-z]+\}|(?<=\])\([^)]*\))")]
    private static partial Regex Kept();
}
