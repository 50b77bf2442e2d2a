namespace Signposting.Tests.Content;

/// <summary>Every slip that an editor can make is found, where it is, with what to do about it.</summary>
public sealed class FaultTests
{
    /// <summary>A slip: what it is called, how it is made, and the fault that names it: file, a text of its line (or none), words of the message.</summary>
    private sealed record Slip(Action<Broken> Make, string File, string? On, params string[] Says);

    private static readonly Dictionary<string, Slip> Slips = new()
    {
        // Services
        ["an unknown key"] = new(c => c.Replace("services/opoka.yaml", "kind:", "kinde:"), "services/opoka.yaml", "kinde:", "'kinde' isn't a known field", "Known are"),
        ["a missing key"] = new(c => c.Replace("services/opoka.yaml", "name: ", "# name: "), "services/opoka.yaml", "number:", "'name' is missing", "Add 'name: ...'"),
        ["a missing English text"] = new(c => c.Replace("services/opoka.yaml", "who: ", "# who: "), "services/opoka.yaml", "number:", "'who' is missing"),
        ["an unknown word"] = new(c => c.Replace("services/cwa-refuge.yaml", "kind: refuge", "kind: hotel"), "services/cwa-refuge.yaml", "kind: hotel", "should be one of refuge, outreach", "not 'hotel'"),
        ["an unknown group"] = new(c => c.Replace("services/cwa-refuge.yaml", "groups: [disabled]", "groups: [tall]"), "services/cwa-refuge.yaml", "groups:", "'tall'", "Use any of"),
        ["an unknown area"] = new(c => c.Replace("services/cwa-refuge.yaml", "areas: [cambridge-city", "areas: [oxford-city"), "services/cwa-refuge.yaml", "areas:", "'oxford-city' isn't known", "county or national"),
        ["a service to call instead that doesn't exist"] = new(c => c.Replace("services/cwa-refuge.yaml", "instead: [national-da-helpline]", "instead: [nobody]"), "services/cwa-refuge.yaml", null, "'nobody'", "Correct the id"),
        ["a number that can't be dialled"] = new(c => c.Replace("services/cwa-refuge.yaml", "01223 460947", "01223 46094x"), "services/cwa-refuge.yaml", "46094x", "can be dialled", "Write digits and single spaces"),
        ["a number that is too short"] = new(c => c.Replace("services/cwa-refuge.yaml", "01223 460947", "01223 4609"), "services/cwa-refuge.yaml", "01223 4609", "can be dialled"),
        ["a freephone number with a digit too few"] = new(c => c.Replace("services/opoka.yaml", "0300 365 1700", "0300 365 170"), "services/opoka.yaml", "0300 365 170", "can be dialled"),
        ["a number with a digit too many"] = new(c => c.Replace("services/opoka.yaml", "0300 365 1700", "0300 365 17000"), "services/opoka.yaml", "0300 365 17000", "can be dialled"),
        ["a mobile number with a digit too few"] = new(c => c.Replace("services/opoka.yaml", "0300 365 1700", "07700 90012"), "services/opoka.yaml", "07700 90012", "can be dialled"),
        ["a number of low confidence that is published"] = new(c => c.Replace("services/cwa-refuge.yaml", "publish: false", "publish: true"), "services/cwa-refuge.yaml", "publish: true", "low confidence", "set 'publish: false'"),
        ["a number that doesn't say whether it may be shown"] = new(c => c.Replace("services/cwa-refuge.yaml", "    publish: false\n", ""), "services/cwa-refuge.yaml", "- number:", "Say whether the number may be shown"),
        ["a number that isn't free"] = new(c => c.Replace("services/cwa-refuge.yaml", "cost: standard", "cost: free"), "services/cwa-refuge.yaml", "cost: free", "isn't free to call", "Use 'standard'"),
        ["a number typed into a service's text"] = new(c => c.Replace("services/cwa-refuge.yaml", "how: Send our form", "how: Ring 01223 460947 or send our form"), "services/cwa-refuge.yaml", "how:", "'01223 460947' is typed into a text", "Put it into 'phones'"),
        ["a website with https"] = new(c => c.Replace("services/cwa-refuge.yaml", "website: cam", "website: https://cam"), "services/cwa-refuge.yaml", "website: https", "without https://"),
        ["a date of another form"] = new(c => c.Replace("services/cwa-refuge.yaml", "\nchecked: 2026-11-22", "\nchecked: 22/11/2026"), "services/cwa-refuge.yaml", "checked: 22/11", "2026-11-23", "'22/11/2026'"),
        ["a mailbox that is none"] = new(c => c.Replace("services/cwa-refuge.yaml", "refuge@cambridge-womens-aid.example", "refuge at cwa"), "services/cwa-refuge.yaml", "mailbox:", "isn't an e-mail address", "service.example"),
        ["a mailbox without a dot"] = new(c => c.Replace("services/cwa-refuge.yaml", "refuge@cambridge-womens-aid.example", "refuge@cwa"), "services/cwa-refuge.yaml", "mailbox:", "isn't an e-mail address"),
        ["a number typed with dots"] = new(c => c.Replace("services/cwa-refuge.yaml", "how: Send our form", "how: Ring 01223.460947 or send our form"), "services/cwa-refuge.yaml", "how:", "'01223.460947' is typed into a text"),
        ["an odd flag"] = new(c => c.Replace("services/cwa-refuge.yaml", "interpreters: true", "interpreters: perhaps"), "services/cwa-refuge.yaml", "interpreters:", "true or false"),
        ["a language without a name"] = new(c => c.Replace("services/cwa-refuge.yaml", "languages: [en]", "languages: [en, so]"), "services/cwa-refuge.yaml", null, "'so' has no name yet", "spoken.so"),
        ["a language that is no code"] = new(c => c.Replace("services/cwa-refuge.yaml", "languages: [en]", "languages: [English]"), "services/cwa-refuge.yaml", "languages:", "isn't a language code"),
        ["a number of two documents"] = new(c => c.Replace("services/pwa-refuge.yaml", "number: 4\n", "number: 1\n"), "services/pwa-refuge.yaml", null, "The number 1 already belongs to services/cwa-refuge.yaml", "next free number"),
        ["a service without any way to reach it"] = new(c => { c.Replace("services/cwa-refuge.yaml", "instead: [national-da-helpline]\n", ""); c.Replace("services/cwa-refuge.yaml", "website: cambridgewomensaid.org.uk\n", ""); }, "services/cwa-refuge.yaml", null, "no number to show", "Add 'instead:'"),
        ["bad YAML"] = new(c => c.Replace("services/opoka.yaml", "name: ", "name: [ "), "services/opoka.yaml", "*", "isn't readable as YAML", "Check the indentation"),
        ["a key twice"] = new(c => c.Append("services/opoka.yaml", "kind: helpline\n"), "services/opoka.yaml", "*", "isn't readable as YAML"),
        ["a tab"] = new(c => c.Replace("services/opoka.yaml", "kind:", "\tkind:"), "services/opoka.yaml", "*", "isn't readable as YAML"),
        ["an empty file"] = new(c => c.Write("services/opoka.yaml", ""), "services/opoka.yaml", null, "should hold fields"),
        ["a translation of nothing"] = new(c => c.Write("services/nobody.pl.yaml", "summary: x\nwho: y\nstate: machine\n"), "services/nobody.pl.yaml", null, "no English", "correct the file's name"),
        ["a translation into no language of ours"] = new(c => c.Write("services/opoka.xx.yaml", "summary: x\nwho: y\nstate: machine\n"), "services/opoka.xx.yaml", null, "'xx' isn't a language"),
        ["a translation whose state isn't said"] = new(c => c.Write("services/opoka.lt.yaml", "summary: x\nwho: y\n"), "services/opoka.lt.yaml", null, "'state' should be one of machine, checked"),
        ["a checked translation that nobody checked"] = new(c => c.Write("services/opoka.lt.yaml", "summary: x\nwho: y\nstate: checked\n"), "services/opoka.lt.yaml", "state:", "who checked it", "add 'by:' and 'on:'"),
        ["a number typed into a translation"] = new(c => c.Write("services/opoka.lt.yaml", "summary: 0300 365 1700\nwho: y\nstate: machine\n"), "services/opoka.lt.yaml", "summary:", "typed into a text"),

        ["a missing folder"] = new(c => System.IO.Directory.Delete(c.PathOf("services"), recursive: true), "services", null, "folder is missing", "Restore it"),

        // Guidance
        ["missing front matter"] = new(c => c.Write("guidance/pets.md", "Just text.\n"), "guidance/pets.md", "*", "front matter"),
        ["front matter without an end"] = new(c => c.Write("guidance/pets.md", "---\nnumber: 3\n"), "guidance/pets.md", "*", "front matter"),
        ["a page without text"] = new(c => c.Write("guidance/leaving.lt.md", "---\ntitle: x\nsummary: y\nstate: machine\n---\n"), "guidance/leaving.lt.md", "*", "no text under its front matter"),
        ["a missing title"] = new(c => c.Replace("guidance/pets.md", "title:", "# title:"), "guidance/pets.md", "*", "'title' is missing"),
        ["a page's service that doesn't exist"] = new(c => c.Replace("guidance/polish-speakers.md", "services: [pwa-lithuanian-polish", "services: [pwa-lithuanian-polisch"), "guidance/polish-speakers.md", "services:", "'pwa-lithuanian-polisch'", "Correct the id"),
        ["a link to a page that doesn't exist"] = new(c => c.Append("guidance/pets.md", "\n[broken here](page:nowhere)\n"), "guidance/pets.md", "broken here", "'page:nowhere' leads nowhere", "Use page:<id>"),
        ["a link to a service that isn't shown"] = new(c => c.Append("guidance/pets.md", "\n[broken here](service:partnership-desk)\n"), "guidance/pets.md", "broken here", "leads nowhere"),
        ["a link without https"] = new(c => c.Append("guidance/pets.md", "\n[broken here](http://example.org)\n"), "guidance/pets.md", "broken here", "leads nowhere", "https://"),
        ["a link in a translation"] = new(c => c.Append("guidance/polish-speakers.pl.md", "\n[broken here](page:nowhere)\n"), "guidance/polish-speakers.pl.md", "broken here", "leads nowhere"),
        ["a picture"] = new(c => c.Append("guidance/pets.md", "\n![broken here](https://example.org/a.png)\n"), "guidance/pets.md", "broken here", "Pictures aren't used"),
        ["a first heading inside a page"] = new(c => c.Append("guidance/pets.md", "\n# broken here\n"), "guidance/pets.md", "broken here", "start at '##'"),
        ["a number typed into a page"] = new(c => c.Append("guidance/pets.md", "\nbroken here 01223 460947\n"), "guidance/pets.md", "broken here", "typed into a text", "phones"),
        ["an unknown section"] = new(c => c.Replace("guidance/pets.md", "section: help", "section: helpful"), "guidance/pets.md", "section:", "should be one of help, friends"),
        ["a page's number twice"] = new(c => c.Replace("guidance/pets.md", "number: ", "number: 6 # "), "*", null, "The number 6 already belongs to"),
        ["a page that every page links to"] = new(c => c.DeleteInAllLanguages("guidance/accessibility.md"), "guidance/accessibility.md", null, "Restore it"),

        // Places, areas, languages, neutral sites
        ["a place in two districts"] = new(c => c.Append("places/fenland.yaml", "- Cambourne\n"), "places/*", "Cambourne", "Add it to places/ambiguous.yaml with both districts"),
        ["an ambiguous place that lacks a district"] = new(c => c.Append("places/fenland.yaml", "- Caldecote\n"), "places/fenland.yaml", "Caldecote", "is in places/ambiguous.yaml without fenland"),
        ["a district without places"] = new(c => c.Delete("places/fenland.yaml"), "places/fenland.yaml", null, "has no list of places", "Add this file"),
        ["a district's file with another's name"] = new(c => c.Replace("places/fenland.yaml", "district: fenland", "district: fenlands"), "places/fenland.yaml", "district:", "should be 'fenland'"),
        ["an unknown district of a postcode"] = new(c => c.Replace("places/postcodes.yaml", "CB22: [south-cambridgeshire]", "CB22: [south-cambridge]"), "places/postcodes.yaml", "CB22", "neither an area nor a neighbour"),
        ["a postcode that is none"] = new(c => c.Replace("places/postcodes.yaml", "CB22:", "CBX2Y:"), "places/postcodes.yaml", "CBX2Y", "isn't the first half of a postcode"),
        ["an unknown culture"] = new(c => c.Replace("languages.yaml", "lt-LT", "xx-QQ"), "languages.yaml", "xx-QQ", "isn't known to this machine", "pl-PL"),
        ["English not first"] = new(c => c.Replace("languages.yaml", "{ code: en, name: English, culture: en-GB }", "{ code: fr, name: Français, culture: fr-FR }"), "languages.yaml", null, "should be the first language"),
        ["a language twice"] = new(c => c.Append("languages.yaml", "  - { code: pl, name: Polski, culture: pl-PL }\n"), "languages.yaml", null, "'pl' stands there twice"),
        ["a neutral site without https"] = new(c => c.Replace("neutral-sites.yaml", "https://meteo.imgw.pl/", "http://meteo.imgw.pl/"), "neutral-sites.yaml", "pl:", "should be an https:// address"),
        ["a neutral site with a query"] = new(c => c.Replace("neutral-sites.yaml", "https://meteo.imgw.pl/", "https://meteo.imgw.pl/?utm=1"), "neutral-sites.yaml", "pl:", "without a query"),
        ["only one neutral site"] = new(c => c.Replace("neutral-sites.yaml", ", \"https://www.gov.uk/bank-holidays\"]", "]"), "neutral-sites.yaml", "pl:", "at least two neutral sites"),
        ["a language without neutral sites"] = new(c => c.Replace("neutral-sites.yaml", "gu: ", "gx: "), "neutral-sites.yaml", "gx:", "'gx' isn't a known field"),

        ["a missing list of languages"] = new(c => c.Delete("languages.yaml"), "languages.yaml", null, "file is missing", "Restore it"),
        ["an outline that isn't one"] = new(c => c.Replace("areas.yaml", "M8,30 L60,12", "M8,30 C60,12"), "areas.yaml", "C60,12", "isn't an outline", "Write corners"),
        ["a name beside the map"] = new(c => c.Replace("areas.yaml", "name-x: 63", "name-x: 630"), "areas.yaml", "name-x: 630", "outside of the map", "320 wide"),
        ["a missing list of areas"] = new(c => c.Delete("areas.yaml"), "areas.yaml", null, "file is missing"),
        ["missing neutral sites"] = new(c => c.Delete("neutral-sites.yaml"), "neutral-sites.yaml", null, "file is missing"),

        // Routing
        ["a missing routing table"] = new(c => c.Delete("routing.yaml"), "routing.yaml", null, "file is missing"),
        ["a gap"] = new(c => c.Replace("routing.yaml", "      - { when: { area: [fenland], where: [near, unknown] }, to: fenland-refuge, why: refuge-near }\n", ""), "routing.yaml", "- id: refuge", "Nobody would receive this on", "fenland", "Add a row to 'refuge'"),
        ["a gap in time"] = new(c => c.Replace("routing.yaml", "from: 2025-10-01", "from: 2025-10-02"), "routing.yaml", "- id: support", "Nobody would receive this on 2025-10-01", "peterborough"),
        ["rows that overlap"] = new(c => c.Replace("routing.yaml", "from: 2025-10-01", "from: 2025-09-30"), "routing.yaml", "from: 2025-09-30", "claim the same situations", "Give one an end"),
        ["a row that is never reached"] = new(c => c.Replace("routing.yaml", "      - { to: caprcp, why: sexual-violence }", "      - { to: caprcp, why: sexual-violence }\n      - { when: { gender: [man] }, to: caprcp, why: men }"), "routing.yaml", "gender: [man] }, to: caprcp", "No situation ever reaches this row", "Move it up"),
        ["a closed service in force"] = new(c => { c.Replace("services/fenland-refuge.yaml", "status: open", "status: closed"); c.Replace("guidance/what-is-a-refuge.md", "fenland-refuge, ", ""); }, "routing.yaml", "to: fenland-refuge", "'fenland-refuge' is closed", "Add 'until:'"),
        ["a closed fallback"] = new(c => c.Replace("services/partnership-desk.yaml", "status: open", "status: closed"), "routing.yaml", "fallback: partnership-desk", "The fallback is closed"),
        ["a receiver that doesn't exist"] = new(c => c.Replace("routing.yaml", "to: fenland-refuge", "to: fenland-refuges"), "routing.yaml", "to: fenland-refuges", "'fenland-refuges' doesn't exist", "Correct the id"),
        ["a receiver without a mailbox"] = new(c => c.Replace("routing.yaml", "to: fenland-refuge", "to: opoka"), "routing.yaml", "to: opoka", "can't receive referrals", "Add 'referrals:'"),
        ["an unknown answer"] = new(c => c.Replace("routing.yaml", "recourse: [no] }, as", "recourse: [never] }, as"), "routing.yaml", "recourse: [never]", "'never' isn't an answer to 'recourse'"),
        ["an unknown fact"] = new(c => c.Replace("routing.yaml", "sharing: [not-right] }, as", "shared: [not-right] }, as"), "routing.yaml", "shared: [not-right]", "'shared' isn't a known field"),
        ["a reason without words"] = new(c => c.Replace("routing.yaml", "why: refuge-near }", "why: refuge-handy }"), "routing.yaml", "refuge-handy", "no text 'routing.why.refuge-handy'"),
        ["a row that names two"] = new(c => c.Replace("routing.yaml", "to: fenland-refuge,", "to: fenland-refuge, as: support,"), "routing.yaml", "fenland-refuge, as", "either 'to:' a service or 'as:' another table"),
        ["a table that isn't further down"] = new(c => c.Replace("routing.yaml", "as: support, why: refuge-young", "as: high-risk, why: refuge-young"), "routing.yaml", "as: high-risk", "should name a table further down"),
        ["an end before the beginning"] = new(c => c.Replace("routing.yaml", "from: 2022-10-01, until: 2025-09-30", "from: 2025-10-01, until: 2022-09-30"), "routing.yaml", "from: 2025-10-01, until: 2022-09-30", "'until' lies before 'from'"),
        ["no table that catches the rest"] = new(c => c.Replace("routing.yaml", "  - id: support\n", "  - id: support\n    when: { needs: [support] }\n"), "routing.yaml", "- id: support", "should have no 'when'"),

        // Help me find
        ["a missing list of doors"] = new(c => c.Delete("doors.yaml"), "doors.yaml", null, "file is missing", "Restore it"),
        ["a door that doesn't exist"] = new(c => c.Replace("doors.yaml", "[stalking-helpline, paladin,", "[stalking-helpline, paladine,"), "doors.yaml", "paladine", "'paladine' doesn't exist", "Correct the id"),
        ["a page to read that doesn't exist"] = new(c => c.Replace("doors.yaml", "pages: [stalking, the-law]", "pages: [stalking, the-laws]"), "doors.yaml", "the-laws", "'the-laws' doesn't exist"),
        ["a need without words"] = new(c => c.Replace("doors.yaml", "- id: stalking", "- id: stalked"), "doors.yaml", "- id: stalked", "no phrase 'find.what.stalked'", "correct the id"),
        ["a need that leaves somebody with nobody"] = new(c => c.Replace("doors.yaml", "[respect-phoneline, childline, perpetrator-local, samaritans, shout, first-response-111]", "[respect-phoneline]"), "doors.yaml", "- id: harm", "Nobody is left", "cambridge-city, young", "Add a service that is for everyone"),
        ["a need of nobody who can be reached alone"] = new(c => c.Replace("doors.yaml", "services: [stalking-helpline, paladin, victim-witness-hub, national-da-helpline, mens-advice-line, police-101, idva-stalking]", "services: [idva-stalking]"), "doors.yaml", "- id: stalking", "Nobody is left", "cambridge-city"),
        ["nobody for who says nothing"] = new(c => c.Replace("doors.yaml", "skipped:", "skiped:"), "doors.yaml", null, "'skipped' is missing"),
        ["a slip in a need"] = new(c => c.Replace("doors.yaml", "    about-a-child: true", "    about-child: true"), "doors.yaml", "about-child", "'about-child' isn't a known field"),
        ["a missing matter"] = new(c => c.Replace("doors.yaml", "  - { id: pets, services: [], pages: [pets] }\n", ""), "doors.yaml", "matters:", "'pets' is missing", "services: []"),
        ["an unknown matter"] = new(c => c.Replace("doors.yaml", "{ id: pets,", "{ id: animals,"), "doors.yaml", "id: animals", "not 'animals'"),
        ["an unknown language to speak"] = new(c => c.Replace("doors.yaml", "{ id: lt,", "{ id: lv,"), "doors.yaml", "id: lv", "'lv' isn't a language of the site"),
        ["a door for a district that it doesn't serve"] = new(c => c.Replace("doors.yaml", "  fenland-refuge: [fenland]", "  pwa-refuge: [fenland]"), "doors.yaml", "  pwa-refuge: [fenland]", "doesn't serve 'fenland'", "Correct the district"),
        ["a door for some districts that doesn't exist"] = new(c => c.Replace("doors.yaml", "  fenland-refuge: [fenland]", "  fen-refuge: [fenland]"), "doors.yaml", "fen-refuge", "'fen-refuge' doesn't exist"),
        ["a free number that isn't there at night"] = new(c => c.Replace("doors.yaml", "free-at-any-hour: [", "free-at-any-hour: [shelter, "), "doors.yaml", "free-at-any-hour", "'shelter' isn't free to call at every hour", "Remove it here"),

        // Translations
        ["a missing English file"] = new(c => c.Delete("translations/en.po"), "translations/en.po", null, "file is missing", "Restore it"),
        ["a wrong placeholder"] = new(c => c.Write("translations/lt.po", Po("error.too-long", "{max}", "{maks}", c)), "translations/lt.po", null, "the placeholders of", "{max}", "Don't translate them"),
        ["a wrong number of plural forms"] = new(c => c.Write("translations/lt.po", Plural("services.found", 2, c)), "translations/lt.po", null, "has 2 form(s), and lt needs 3", "msgstr[0] to msgstr[2]"),
        ["an unknown text"] = new(c => c.Append("translations/lt.po", "msgctxt \"no.such\"\nmsgid \"x\"\nmsgstr \"y\"\n"), "translations/lt.po", null, "'no.such' isn't in en.po", "Remove it"),
        ["a text twice"] = new(c => c.Append("translations/en.po", "\nmsgctxt \"site.name\"\nmsgid \"Twice\"\nmsgstr \"\"\n"), "translations/en.po", null, "'site.name' stands there twice"),
        ["a text without its key"] = new(c => c.Append("translations/en.po", "\nmsgid \"Lost\"\nmsgstr \"\"\n"), "translations/en.po", null, "no msgctxt line", "Copy it from en.po"),
        ["a stray line"] = new(c => c.Append("translations/en.po", "\nhello\n"), "translations/en.po", null, "isn't part of a PO file"),
        ["a question without words"] = new(c => { c.Replace("translations/en.po", "msgctxt \"ask.pets.title\"", "msgctxt \"ask.pets.titel\""); c.OnlyEnglish(); }, "translations/en.po", null, "The form needs the text 'ask.pets.title'", "Add it"),
    };

    public static TheoryData<string> Names => [.. Slips.Keys];

    /// <summary>A colon without quotes is one slip, not fourteen missing fields.</summary>
    [Fact]
    public void A_file_that_can_t_be_read_is_one_fault()
    {
        using var content = new Broken();
        content.Replace("services/opoka.yaml", "organisation: ", "organisation: the: ");

        Assert.Contains("isn't readable as YAML", Assert.Single(content.Faults(), f => f.File == "services/opoka.yaml").Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_found_with_its_place_and_its_remedy(string slip)
    {
        var (make, file, on, says) = Slips[slip];
        using var content = new Broken();
        make(content);

        var faults = content.Faults();

        var fault = faults.FirstOrDefault(f => InFile(f.File, file) && says.All(w => f.Message.Contains(w, StringComparison.Ordinal)));
        Assert.True(fault is not null, $"No fault in {file} says {string.Join(" ... ", says)}. Found:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(10))}");
        if (on == "*") Assert.NotEqual(0, fault.Line);
        else if (on is not null) Assert.Equal(content.LineOf(fault.File, on), fault.Line);
        Assert.True(fault.Message.EndsWith('.') && fault.Message.Length > 20, $"Not a sentence: {fault.Message}");
    }

    [Fact]
    public void The_shipped_content_has_none()
    {
        using var content = new Broken();
        None.Of(content.Faults());
    }

    [Fact]
    public void All_are_listed_at_once()
    {
        using var content = new Broken();
        content.Replace("services/opoka.yaml", "kind:", "kinde:");
        content.Append("guidance/pets.md", "\n[x](page:nowhere)\n");
        content.Replace("places/postcodes.yaml", "CB22: [south-cambridgeshire]", "CB22: [south-cambridge]");

        Assert.Equal(3, content.Faults().Select(f => f.File).Distinct().Count());
    }

    private static bool InFile(string file, string pattern) => pattern switch
    {
        "*" => true,
        _ when pattern.EndsWith('*') => file.StartsWith(pattern[..^1], StringComparison.Ordinal),
        _ when pattern.StartsWith("translations/", StringComparison.Ordinal) => file == pattern || file == pattern["translations/".Length..],
        _ => file == pattern,
    };

    /// <summary>A translation whose English is that of en.po, since one of an older English is only out of date.</summary>
    private static string Po(string key, string placeholder, string wrong, Broken content)
    {
        var english = English(key, content);
        return $"\nmsgctxt \"{key}\"\nmsgid \"{english}\"\nmsgstr \"{english.Replace(placeholder, wrong, StringComparison.Ordinal)}\"\n";
    }

    private static string Plural(string key, int forms, Broken content)
    {
        var lines = File.ReadAllLines(content.PathOf("translations/en.po"));
        var at = Array.IndexOf(lines, $"msgctxt \"{key}\"");
        var texts = string.Concat(Enumerable.Range(0, forms).Select(i => $"msgstr[{i}] \"{{n}} x\"\n"));
        return $"\n{lines[at]}\n{lines[at + 1]}\n{lines[at + 2]}\n{texts}";
    }

    private static string English(string key, Broken content)
    {
        var lines = File.ReadAllLines(content.PathOf("translations/en.po"));
        return lines[Array.IndexOf(lines, $"msgctxt \"{key}\"") + 1]["msgid \"".Length..^1];
    }
}
