using System.Text;
using Signposting.Tests.Pages;

namespace Signposting.Tests.Languages;

/// <summary>Every page is in the language of its reader, but for names; read from one walk through all of them.</summary>
[Collection(nameof(EveryPage))]
public sealed class OneLanguageTests(EveryPage every)
{
    private readonly IReadOnlyList<string> _names = Latin.NamesOf(every.Catalogue);

    /// <summary>The block of each script (Unicode 17).</summary>
    private static readonly Dictionary<string, (int From, int To)> Scripts = new()
    {
        ["ur"] = (0x0600, 0x06FF), ["pa"] = (0x0A00, 0x0A7F), ["bn"] = (0x0980, 0x09FF), ["hi"] = (0x0900, 0x097F), ["gu"] = (0x0A80, 0x0AFF),
    };

    public static TheoryData<string> OwnScripts => ["ur", "pa", "bn", "hi", "gu"];

    [Theory]
    [MemberData(nameof(OwnScripts))]
    public void Nearly_all_letters_are_of_its_script(string language)
    {
        var (first, last) = Scripts[language];
        None.Of(from page in every.Seen.Where(p => p.Language == language)
                let letters = Rest(string.Join(' ', page.Own)).EnumerateRunes().Where(Rune.IsLetter).ToList()
                let own = letters.Count(l => l.Value >= first && l.Value <= last)
                where own < 0.85 * letters.Count
                select $"{page.Label}: {own} of {letters.Count}");
    }

    [Theory]
    [MemberData(nameof(OwnScripts))]
    public void Words_in_Latin_letters_are_names_or_known(string language)
    {
        None.Of((from page in every.Seen.Where(p => p.Language == language)
                 from word in page.Own.SelectMany(text => Latin.Words(Rest(text)))
                 select $"{word}: {page.Label}").GroupBy(w => w.Split(':')[0]).Select(g => g.First()));
    }

    /// <summary>English words that are no words of the other language. Names and what stands in brackets or quotation marks may have them.</summary>
    [Theory]
    [InlineData("pl")]
    [InlineData("lt")]
    public void No_English_is_left_over(string language)
    {
        string[] english = ["the", "and", "you", "your", "with", "what", "that", "this", "they", "have", "are", "not", "from", "about", "who", "can", "will", "page", "help", "form"];
        None.Of(from page in every.Seen.Where(p => p.Language == language)
                from text in page.Own.Select(Rest)
                where Latin.Words(text).Any(w => english.Contains(w, StringComparer.OrdinalIgnoreCase))
                select $"{page.Label}: {text[..Math.Min(120, text.Length)]}");
    }

    /// <summary>A phrase that is the same as in English is a name, or was forgotten.</summary>
    [Theory]
    [MemberData(nameof(TranslatedInto.Languages), MemberType = typeof(TranslatedInto))]
    public void No_phrase_is_the_English_one(string language)
    {
        string[] same = ["letter.pin", "find.matters.lgbt", "option.language.ur", "option.language.hi", "spoken.ur", "spoken.hi"];
        var (reader, english) = (every.Catalogue.Phrases.Languages.Single(l => l.Code == language), every.Catalogue.Phrases.English);
        None.Of(every.Catalogue.Phrases.Keys.Except(same)
            .Where(k => every.Catalogue.Phrases.Say(reader, k).Text == every.Catalogue.Phrases.Say(english, k).Text)
            .Select(k => $"{k}: {every.Catalogue.Phrases.Say(english, k).Text}"));
    }

    /// <summary>A text without names, and without what it quotes: in brackets stands the English that a reader will hear.</summary>
    private string Rest(string text) => Latin.WithoutQuotes(Latin.Without(_names, text));
}
