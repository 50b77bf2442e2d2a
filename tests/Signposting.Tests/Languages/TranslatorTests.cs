using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;
using Signposting.Translators;
using Signposting.Tests.Content;

namespace Signposting.Tests.Languages;

/// <summary>What translators are given, and what becomes of what they give back.</summary>
public sealed class TranslatorTests : IDisposable
{
    private readonly Broken _files = new();

    public void Dispose() => _files.Dispose();

    private TranslatorTexts Texts => new(_files.ContentFolder, _files.TranslationsFolder);

    private TranslatorWork Work => new(Texts, Language.Read(_files.ContentFolder, new Faults()), new DateOnly(2026, 12, 1));

    [Fact]
    public void All_texts_of_the_site_are_translations_of_todays_English()
    {
        foreach (var language in new[] { "pl", "lt", "ur", "pa", "bn", "hi", "gu" })
            None.Of(Texts.In(language).Where(t => t.Standing is Standing.Missing or Standing.OutOfDate).Select(t => $"{language} {t.Key}: {t.Standing}"));
    }

    [Fact]
    public async Task A_page_whose_English_has_changed_says_so_and_leads_to_it()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        using var site = new Site([("Content:ContentFolder", _files.ContentFolder)]);
        var (changed, other) = (await new Visitor(site.Browser()).OpenAsync("/pl/g/74"), await new Visitor(site.Browser()).OpenAsync("/pl/g/1"));

        Assert.Equal("pl", changed.Page.QuerySelector("article")!.GetAttribute("lang"));
        Assert.NotNull(changed.Page.QuerySelector("main a[href='/en/g/74'][lang=en]"));
        Assert.Null(other.Page.QuerySelector("main a[href='/en/g/1']"));
    }

    [Fact]
    public void A_change_of_the_English_gives_a_translator_that_document_alone()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        _files.Replace("services/opoka.yaml", "summary: ", "summary: Again, ");

        var exported = Exported("pl");

        Assert.Equal(["guidance/leaving", "services/opoka"], exported.Select(e => e.Key.Split(' ')[0]).Distinct());
        Assert.Contains(exported, e => e.Key == "guidance/leaving title" && e.English.StartsWith("Again, ", StringComparison.Ordinal) && e.Forms[0].Length > 0);
    }

    [Fact]
    public void What_a_translator_gives_back_is_served_with_their_name()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        _files.Replace("services/opoka.yaml", "summary: ", "summary: Again, ");
        _files.Replace("translations/en.po", "msgid \"Skip to the main text\"", "msgid \"Skip to the text\"");
        var exported = Exported("pl").Select(e => e with { Forms = [Again(e.Forms.FirstOrDefault(""))] }).ToList();

        Work.Import("pl", Folder(exported), "a.po", "A. Kowalska", TextWriter.Null);

        var catalogue = Read();
        var page = catalogue.Page("leaving")!;
        Assert.StartsWith("Znowu: ", page.Title.ByLanguage["pl"], StringComparison.Ordinal);
        Assert.Equal(new TranslationState(TranslationReview.Checked, "A. Kowalska", new DateOnly(2026, 12, 1), UpToDate: true), page.States["pl"]);
        Assert.StartsWith("Znowu: ", catalogue.Service("opoka")!.Texts.Summary.ByLanguage["pl"], StringComparison.Ordinal);
        Assert.StartsWith("Znowu: ", catalogue.Phrases.Say(catalogue.Phrases.Languages.Single(l => l.Code == "pl"), "site.skip").Text, StringComparison.Ordinal);
        Assert.Equal(exported.Count, Texts.In("pl").Count(t => t.Standing == Standing.Checked));
        Assert.Empty(Exported("pl"));
    }

    /// <summary>A file that goes out and comes back as it was changes no word of the site.</summary>
    [Fact]
    public void The_whole_of_a_language_comes_back_as_it_went()
    {
        var before = Texts.In("ur").Select(t => (t.Key, string.Join('|', t.Translation))).ToList();
        var all = new StringWriter();
        Work.Export("ur", @unchecked: true, all);
        var folder = Repository.NewFolder();
        File.WriteAllText(Path.Combine(folder, "a.po"), all.ToString());

        Work.Import("ur", folder, "a.po", by: null, TextWriter.Null);

        Assert.Equal(before, Texts.In("ur").Select(t => (t.Key, string.Join('|', t.Translation))));
        Assert.All(Texts.In("ur"), t => Assert.Equal(Standing.Machine, t.Standing));
        Assert.Equal(85, Read().Services.Count);
    }

    [Fact]
    public void A_translation_of_an_English_that_has_changed_meanwhile_is_refused_and_nothing_is_changed()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        var folder = Folder(Exported("pl"));
        _files.Replace("guidance/leaving.md", "title: Again, ", "title: Once more, ");
        var before = Everything();

        var refused = Assert.Throws<FaultyContentException>(() => Work.Import("pl", folder, "a.po", by: null, TextWriter.Null));

        Assert.Contains(refused.Faults, f => f.Message.Contains("'guidance/leaving title' has changed", StringComparison.Ordinal) && f.Line > 0);
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("[Podaj dalej](page:nowhere)", "leads nowhere")]
    [InlineData("Zadzwoń 0808 2000 247", "is typed into a text")]
    [InlineData("Bez nagłówka", "should begin with '## '", "guidance/leaving part 1")]
    public void A_translation_that_the_site_could_not_serve_is_refused_and_everything_is_as_it_was(string slip, string fault, string key = "guidance/leaving part 0")
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        var folder = Folder(Exported("pl").Select(e => e.Key == key ? e with { Forms = [slip] } : e));
        var before = Everything();

        var refused = Assert.Throws<FaultyContentException>(() => Work.Import("pl", folder, "a.po", by: null, TextWriter.Null));

        Assert.Contains(refused.Faults, f => f.Message.Contains(fault, StringComparison.Ordinal));
        Assert.Equal(before, Everything());
    }

    /// <summary>Given back unread, what is out of date stays out of date, whoever's name goes with it.</summary>
    [Fact]
    public void What_nobody_has_looked_at_is_left_out()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        _files.Replace("translations/en.po", "msgid \"Skip to the main text\"", "msgid \"Skip to the text\"");
        var text = new StringWriter();
        Work.Export("pl", @unchecked: false, text);
        var (folder, before, said) = (Repository.NewFolder(), Everything(), new StringWriter());
        File.WriteAllText(Path.Combine(folder, "a.po"), text.ToString());

        Work.Import("pl", folder, "a.po", "A. Kowalska", said);

        Assert.Contains("marked as fuzzy", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    /// <summary>What a fuzzy phrase says isn't shown.</summary>
    [Fact]
    public void A_fuzzy_phrase_is_not_used()
    {
        _files.Replace("translations/pl.po", "msgctxt \"site.skip\"", "#, fuzzy\nmsgctxt \"site.skip\"");
        var catalogue = Read();

        Assert.True(catalogue.Phrases.Say(catalogue.Phrases.Languages.Single(l => l.Code == "pl"), "site.skip").FellBack);
    }

    /// <summary>Whoever has read the title alone doesn't answer for the page.</summary>
    [Fact]
    public void A_name_stands_only_under_a_page_that_was_read_whole()
    {
        var all = new StringWriter();
        Work.Export("pl", @unchecked: true, all);
        var folder = Repository.NewFolder();
        File.WriteAllText(Path.Combine(folder, "all.po"), all.ToString());

        Work.Import("pl", Folder(PoFile.Read(folder, "all.po", new Faults()).Where(e => e.Key == "guidance/leaving title")), "a.po", "A. Kowalska", TextWriter.Null);

        Assert.Equal((TranslationReview.Machine, (string?)null), (Read().Page("leaving")!.States["pl"].Review, Read().Page("leaving")!.States["pl"].By));
    }

    /// <summary>Headings, notes and phrases of others, also those that are out of date, stay where they are.</summary>
    [Fact]
    public void Nothing_else_in_the_file_of_phrases_is_touched()
    {
        _files.Replace("translations/en.po", "msgid \"Skip to the main text\"", "msgid \"Skip to the text\"");
        _files.Replace("translations/en.po", "msgid \"Languages\"", "msgid \"Language\"");
        var before = File.ReadAllLines(_files.PathOf("translations/pl.po"));

        Work.Import("pl", Folder(Exported("pl").Where(e => e.Key == "site.skip").Select(e => e with { Forms = ["Przejdź"] })), "a.po", by: null, TextWriter.Null);

        var after = File.ReadAllLines(_files.PathOf("translations/pl.po"));
        Assert.Equal(["msgid \"Skip to the main text\"", "msgstr \"Przejdź do głównego tekstu\""], before.Except(after));
        Assert.Equal(["msgid \"Skip to the text\"", "msgstr \"Przejdź\""], after.Except(before));
    }

    /// <summary>Blank lines between entries are a custom, not a rule.</summary>
    [Fact]
    public void An_entry_that_follows_another_without_a_blank_line_is_not_lost()
    {
        var file = _files.PathOf("translations/pl.po");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\n\n#. Label of the list of languages.", "\n#. Label of the list of languages.", StringComparison.Ordinal));
        _files.Replace("translations/en.po", "msgid \"Skip to the main text\"", "msgid \"Skip to the text\"");
        var before = Texts.In("pl").Count(t => t.Standing == Standing.Machine);

        Work.Import("pl", Folder(Exported("pl").Select(e => e with { Forms = ["Przejdź"] })), "a.po", by: null, TextWriter.Null);

        Assert.Equal(before + 1, Texts.In("pl").Count(t => t.Standing == Standing.Machine));
    }

    [Theory]
    [InlineData("\"Language: lt\\n\"", "in 'lt', not in 'pl'")]
    [InlineData("msgctxt \"site.skip\"\nmsgid \"Skip to the main text\"\nmsgstr \"zwierz\ufffdta\"", "saved in an old encoding")]
    public void A_file_of_another_language_or_encoding_is_refused(string content, string fault)
    {
        var (folder, before) = (Repository.NewFolder(), Everything());
        File.WriteAllText(Path.Combine(folder, "a.po"), $"msgid \"\"\nmsgstr \"\"\n{content}\n");

        var refused = Assert.Throws<FaultyContentException>(() => Work.Import("pl", folder, "a.po", by: null, TextWriter.Null));

        Assert.Contains(refused.Faults, f => f.Message.Contains(fault, StringComparison.Ordinal));
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("[nasz formularz](https://evil.example/form)", "the English page doesn't")]
    [InlineData("<https://evil.example>", "is a bare address")]
    [InlineData("Zadzwoń 0909–879–000–0", "is typed into a text")]
    [InlineData("Zadzwoń \u202e999\u202c", "turns the order of letters around")]
    public void A_translation_that_misleads_is_refused(string slip, string fault)
    {
        var file = _files.PathOf("guidance/leaving.pl.md");
        File.AppendAllText(file, "\n" + slip + "\n");
        var faults = new Faults();

        _ = Catalogue.Read(_files.ContentFolder, _files.TranslationsFolder, [], faults);

        Assert.Contains(faults.Found, f => f.File == "guidance/leaving.pl.md" && f.Line > 0 && f.Message.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_number_in_the_place_of_999_is_refused()
    {
        var po = File.ReadAllText(_files.PathOf("translations/pl.po"));
        var at = po.IndexOf("msgctxt \"emergency.call\"", StringComparison.Ordinal);
        File.WriteAllText(_files.PathOf("translations/pl.po"), po[..at] + System.Text.RegularExpressions.Regex.Replace(po[at..], "(?<=msgstr \"[^\"]*)999", "0909 879 0000"));
        var faults = new Faults();

        _ = Catalogue.Read(_files.ContentFolder, _files.TranslationsFolder, [], faults);

        Assert.Contains(faults.Found, f => f.File == "pl.po" && f.Message.Contains("'emergency.call' names 09098790000", StringComparison.Ordinal));
        Assert.Contains(faults.Found, f => f.File == "pl.po" && f.Message.Contains("'emergency.call' doesn't name 999", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_that_breaks_the_reader_is_refused_and_everything_is_as_it_was()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        var folder = Folder(Exported("pl").Select(e => e.Key == "guidance/leaving part 0" ? e with { Forms = [new string('>', 20000) + " x"] } : e));
        var before = Everything();

        Assert.Throws<FaultyContentException>(() => Work.Import("pl", folder, "a.po", by: null, TextWriter.Null));

        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Half_a_document_waits_for_the_rest()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        var before = Everything();
        var said = new StringWriter();

        Work.Import("pl", Folder(Exported("pl").Take(1)), "a.po", by: null, said);

        Assert.Contains("guidance/leaving waits for", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Whoever_edits_files_by_hand_says_that_they_are_up_to_date()
    {
        _files.Replace("guidance/leaving.md", "title: ", "title: Again, ");
        Assert.NotEmpty(Exported("pl"));

        Work.Stamp("pl", TextWriter.Null);

        Assert.Empty(Exported("pl"));
        Assert.True(Read().Page("leaving")!.States["pl"].UpToDate);
    }

    [Fact]
    public async Task The_verb_shows_how_far_each_language_has_come_and_knows_its_languages()
    {
        var said = await Verb.RunAsync("translations", _files.ContentFolder);
        Assert.Equal(0, said.ExitCode);
        Assert.Matches(@"(?m)^gu +1\d\d\d +0 +0 +1\d\d\d +0", said.Output);

        var unknown = await Verb.RunAsync("translations export xx", _files.ContentFolder);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("'xx' isn't a language that is translated into", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_takes_a_file_in_by_its_path()
    {
        _files.Replace("translations/en.po", "msgid \"Skip to the main text\"", "msgid \"Skip to the text\"");
        var folder = Folder(Exported("pl").Select(e => e with { Forms = ["Przejdź"] }));

        var said = await Verb.RunAsync($"translations import pl {folder}/a.po --by Kowalska", _files.ContentFolder, null, ("Content:TranslationsFolder", _files.TranslationsFolder));

        Assert.Equal((0, ""), (said.ExitCode, said.Errors));
        var entry = Texts.In("pl").Single(t => t.Key == "site.skip");
        Assert.Equal((Standing.Checked, "Przejdź"), (entry.Standing, entry.Translation[0]));
        Assert.Contains(entry.Notes, n => n.StartsWith("checked: Kowalska, ", StringComparison.Ordinal));
    }

    private static string Again(string text) => text.StartsWith("## ", StringComparison.Ordinal) ? "## Znowu: " + text[3..] : "Znowu: " + text;

    private List<PoEntry> Exported(string language)
    {
        var text = new StringWriter();
        Work.Export(language, @unchecked: false, text);
        var folder = Repository.NewFolder();
        File.WriteAllText(Path.Combine(folder, "a.po"), text.ToString());
        return [.. PoFile.Read(folder, "a.po", new Faults())];
    }

    /// <summary>With the marks of their tool taken off, as somebody does who has looked at them.</summary>
    private static string Folder(IEnumerable<PoEntry> entries)
    {
        var folder = Repository.NewFolder();
        File.WriteAllText(Path.Combine(folder, "a.po"), "msgid \"\"\nmsgstr \"\"\n\n" + string.Join('\n', entries.Select(e => PoFile.Write(e with { Notes = [] }))));
        return folder;
    }

    private Catalogue Read()
    {
        var faults = new Faults();
        var catalogue = Catalogue.Read(_files.ContentFolder, _files.TranslationsFolder, [], faults);
        None.Of(faults.Found);
        return catalogue;
    }

    private List<string> Everything() =>
        [.. new[] { _files.ContentFolder, _files.TranslationsFolder }.SelectMany(f => System.IO.Directory.GetFiles(f, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(f => f + File.ReadAllText(f))];
}
