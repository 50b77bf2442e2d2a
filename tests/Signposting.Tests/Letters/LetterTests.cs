using System.Text.RegularExpressions;
using MimeKit;

namespace Signposting.Tests.Letters;

/// <summary>The letter that a service receives, from the form to the file, line by line.</summary>
public sealed class LetterTests
{
    [Fact]
    public async Task A_full_form_in_Urdu_has_its_lines_in_order()
    {
        var letter = await SendAsync("ur", new()
        {
            ["for"] = ["self"], ["danger"] = ["no"], ["age"] = ["25-to-59"], ["gender"] = ["woman"], ["area"] = ["peterborough"],
            ["needs"] = ["refuge", "stalking"], ["where"] = ["near"], ["children"] = ["yes"], ["children-about"] = ["دو بچے"], ["sharing"] = ["fine"],
            ["recourse"] = ["yes"], ["pets"] = ["yes"], ["pets-about"] = ["ایک بلی"], ["language"] = ["ur"], ["interpreter"] = ["yes"],
            ["specialist"] = ["minority-ethnic"], ["own-community"] = ["not-wanted"], ["access"] = ["pregnant", "step-free"], ["access-about"] = ["سیڑھیاں نہیں"],
            ["words"] = ["مجھے مدد چاہیے۔\nبراہِ کرم جلدی کریں۔"], ["name"] = ["نور"], ["ways"] = ["call", "other"], ["phone"] = ["07700 900123"],
            ["other-way"] = ["میری بہن کے ذریعے"], ["times"] = ["پیر کی صبح\nمنگل کی شام"], ["voicemail"] = ["no"], ["someone-else"] = ["کہیں کہ یہ دانتوں کا ڈاکٹر ہے"],
            ["never"] = ["میرے گھر نہ آئیں"], ["exclude"] = ["Refuge"],
        });

        Lines(letter,
            "Referral: *", "For: Peterborough Women's Aid refuge", "Received: *", "",
            "SAFE CONTACT - read this first", "Ask for: نور", "By: *", "Telephone: 07700 900123", "Other way: میری بہن کے ذریعے",
            "Safe times: پیر کی صبح", "    منگل کی شام", "Voicemail: NEVER leave one", "If somebody else answers: کہیں کہ یہ دانتوں کا ڈاکٹر ہے",
            "Language: Urdu", "Interpreter: needed", "Staff and interpreters: NOT from the person's own community, please", "",
            "WHO IS WRITING", "Written: by the person", "",
            "WHAT IS ASKED FOR", "Help with: *; *", "Specialist support asked for: *", "District: Peterborough", "Age: *", "Gender: *", "Refuge: *", "Sharing a house: *",
            "Children: *; دو بچے", "Pets: *; ایک بلی", "Can receive public funds: *", "Access needs: I am pregnant; A place without steps; سیڑھیاں نہیں", "Must not be told: Refuge",
            "You must not: میرے گھر نہ آئیں", "",
            "IN THEIR OWN WORDS (typed on the Urdu form, as typed)", "مجھے مدد چاہیے۔", "براہِ کرم جلدی کریں۔", "",
            "PLEASE ANSWER - no account needed; each link opens a page with one button", "We have it: http://localhost:5000/en/k/*", "We are full, or not right for this person: http://localhost:5000/en/k/*", "", "--", "The person was told that you aim to make contact within * working day(s). *", "No risk assessment was made:*");
        // For staff everything but the person's own words is in English.
        Assert.DoesNotMatch(@"[\u0600-\u06ff]", Regex.Replace(Text(letter), "(?m)^(Ask for|Other way|Safe times|If somebody else answers|Children|Pets|Access needs|You must not): .*$|^    .*$|IN THEIR OWN WORDS[\\s\\S]*?\n--", ""));
        Assert.Equal("refuge@peterborough-womens-aid.example", letter.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task A_professional_s_letter_says_who_to_contact_and_whose_finding_it_is()
    {
        var letter = await SendAsync("en", new()
        {
            ["for"] = ["professional"], ["danger"] = ["yes"], ["knows"] = ["agreed"], ["agency"] = ["A surgery"], ["risk"] = ["high"], ["area"] = ["fenland"],
            ["needs"] = ["support"], ["whom"] = ["them"], ["ways"] = ["email"], ["email"] = ["maja@mail.example"],
        });

        Lines(letter,
            "Referral: *", "For: *IDVA*", "Received: *", "DANGER: said to be in danger when the form was begun; was shown 999", "",
            "SAFE CONTACT - read this first", "Ask for: no name given", "Contact: the person in need, who has agreed", "By: *", "E-mail: maja@mail.example",
            "Safe times: not said: be careful at any time", "Voicemail: not said: do not leave one", "If somebody else answers: not said: say nothing about this letter",
            "Language: not said (the form was in English)", "Interpreter: not asked for", "",
            "WHO IS WRITING", "Written: by a professional", "Does the person know: yes, and has agreed", "Agency: A surgery", "Sent as: high risk, in the professional's own view",
            "",
            "WHAT IS ASKED FOR", "Help with: *", "District: Fenland", "Age: not said", "Gender: not said", "You must not: nothing was named", "", "PLEASE ANSWER - no account needed; each link opens a page with one button", "We have it: http://localhost:5000/en/k/*", "We are full, or not right for this person: http://localhost:5000/en/k/*", "", "--", "*", "*");
    }

    [Fact]
    public async Task Somebody_else_s_letter_warns_against_contacting_the_person()
    {
        var letter = await SendAsync("hi", new()
        {
            ["for"] = ["other"], ["knows"] = ["not-told"], ["area"] = ["elsewhere"], ["ways"] = ["text"], ["phone"] = ["+48 600 000 000"], ["voicemail"] = ["yes"],
        });

        Lines(letter,
            "Referral: *", "For: *", "Received: *", "",
            "SAFE CONTACT - read this first", "Ask for: no name given", "Contact: the one who wrote this, NOT the person in need", "By: *", "Telephone: +48 600 000 000",
            "Safe times: *", "Voicemail: may be left", "If somebody else answers: *", "Language: not said (the form was in Hindi)", "Interpreter: not asked for", "",
            "WHO IS WRITING", "Written: for somebody else", "Does the person know: NO, or not said: do not contact them", "",
            "WHAT IS ASKED FOR", "Help with: not said", "District: outside the six districts", "Age: not said", "Gender: not said", "You must not: nothing was named", "", "PLEASE ANSWER - no account needed; each link opens a page with one button", "We have it: http://localhost:5000/en/k/*", "We are full, or not right for this person: http://localhost:5000/en/k/*", "", "--", "*", "*");
    }

    [Fact]
    public async Task Nothing_that_is_typed_becomes_a_header_or_another_line()
    {
        const string attack = "x\r\nSubject: broken in\r\nBcc: thief@evil.example\rTo: thief@evil.example\nDo not: believe this\u2028Voicemail: may be left\u2029Language: none\u0085By: post";
        var letter = await SendAsync("en", new()
        {
            ["for"] = ["professional"], ["knows"] = ["agreed"], ["agency"] = [attack], ["area"] = ["fenland"], ["needs"] = ["refuge"], ["children-about"] = [attack], ["pets-about"] = [attack],
            ["language"] = ["other"], ["language-other"] = [attack[..90]], ["words"] = [attack], ["name"] = [attack.Replace("\r\n", " ", StringComparison.Ordinal)[..90]], ["access-about"] = [attack],
            ["ways"] = ["other"], ["other-way"] = [attack], ["times"] = [attack], ["someone-else"] = [attack], ["never"] = [attack],
        });

        Assert.Matches("^Referral [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$", letter.Subject);
        Assert.Equal(1, letter.Headers.Count(h => h.Id == HeaderId.Subject));
        Assert.Empty(letter.Bcc);
        Assert.Empty(letter.Cc);
        Assert.EndsWith(".example", letter.To.Mailboxes.Single().Address, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", letter.To.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"],
            letter.Headers.Concat(letter.Body!.Headers).Select(h => h.Field).Distinct().Order(StringComparer.Ordinal));
        // What staff act upon can't be forged: a line that was typed is indented, and stands only in the person's own words as typed.
        var ours = Text(letter).Split("IN THEIR OWN WORDS")[0].Split('\n', '\r', '\u2028', '\u2029', '\u0085');
        foreach (var label in new[] { "Subject:", "Bcc:", "To:" }) Assert.DoesNotContain(ours, l => l.StartsWith(label, StringComparison.Ordinal));
        foreach (var label in new[] { "You must not:", "Voicemail:", "Language:", "By:" }) Assert.Single(ours, l => l.StartsWith(label, StringComparison.Ordinal));
        Assert.Contains("Voicemail: not said: do not leave one", ours);
    }

    /// <summary>Fills in what is known by the names of the fields, skips the rest and sends it.</summary>
    private static async Task<MimeMessage> SendAsync(string language, Dictionary<string, string[]> answers)
    {
        await using var site = new Site();
        var visitor = await new Visitor(site.Browser()).OpenAsync($"/{language}/c");
        await visitor.PressAsync("begin");
        var filled = new HashSet<string>();
        for (var i = 0; visitor.At is not "check" && i < 60; i++)
        {
            var here = answers.Where(a => visitor.Page.QuerySelector($"main [name={a.Key}]") is not null).ToList();
            foreach (var (name, values) in here) visitor.Fill(name, values);
            filled.UnionWith(here.Select(a => a.Key));
            await visitor.PressAsync(here.Count > 0 || visitor.At == "danger" ? "next" : "skip");
            Assert.True((int)visitor.Status == 200, visitor.Text);
        }
        Assert.Equal(answers.Keys.Order(), filled.Order());
        await visitor.PressAsync("send");
        Assert.True((int)visitor.Status == 200, visitor.Text);
        return Assert.Single(await site.LettersAsync());
    }

    private static string Text(MimeMessage letter) => letter.TextBody!.ReplaceLineEndings("\n").TrimEnd();

    /// <summary>Compares line by line; <c>*</c> stands for any words.</summary>
    private static void Lines(MimeMessage letter, params string[] wanted)
    {
        var lines = letter.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd().Split('\n');
        for (var i = 0; i < Math.Max(lines.Length, wanted.Length); i++)
        {
            var (line, want) = (i < lines.Length ? lines[i] : "(no more)", i < wanted.Length ? wanted[i] : "(no more)");
            Assert.True(Regex.IsMatch(line, "^" + Regex.Escape(want).Replace(@"\*", ".+", StringComparison.Ordinal) + "$"), $"Line {i + 1} is '{line}', not '{want}':\n{string.Join('\n', lines)}");
        }
    }
}
