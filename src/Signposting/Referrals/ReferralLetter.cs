using System.Globalization;
using System.Text;
using Signposting.BotDefence;
using Signposting.Languages;
using Signposting.Listings;
using Signposting.Routing;

namespace Signposting.Referrals;

/// <summary>
/// The letter that a service receives: in English for its staff whatever language the form was in, safe contact first, the person's own
/// words as typed and labelled with their language (referrals design, "The letter that a service receives"). The subject says nothing.
/// </summary>
internal sealed class ReferralLetter(Answers answers, IReadOnlyList<string> marks, Finding finding, Language page, Phrases phrases, Catalogue catalogue)
{
    private readonly StringBuilder _text = new();

    /// <summary>Its text. Without links it is what a page shows, which has buttons in their place.</summary>
    /// <param name="service">Who receives it.</param>
    /// <param name="reference">What the person can quote.</param>
    /// <param name="receivedAt">In local time.</param>
    /// <param name="links">For "we have it" and for "we are full, or not right for this person", or null.</param>
    public string Text(Service service, string reference, DateTimeOffset receivedAt, (string Taken, string Full)? links)
    {
        Line("Referral", reference);
        Line("For", service.Name);
        Line("Received", string.Create(CultureInfo.InvariantCulture, $"{receivedAt:d MMMM yyyy, HH:mm}"));
        if (answers.Is("danger", "yes")) Line("DANGER", "said to be in danger when the form was begun; was shown 999");
        SafeContact();
        HowItWasSent();
        WhoIsWriting();
        WhatIsAsked();
        Line("You must not", answers.One("never") ?? "nothing was named");
        OwnWords();
        if (links is { } answer)
        {
            Heading("PLEASE ANSWER - no account needed; each link opens a page with one button");
            Line("We have it", answer.Taken);
            Line("We are full, or not right for this person", answer.Full);
        }
        _text.AppendLine().AppendLine("--")
            .AppendLine(CultureInfo.InvariantCulture, $"The person was told that you aim to make contact within {service.Referrals!.AnswersWithin} working day(s). {WithoutAnswer(service, catalogue)}")
            .AppendLine("No risk assessment was made: please make your own. Do not forward this letter by unprotected e-mail.");
        return _text.ToString();
    }

    /// <summary>What happens when a service stays silent: the fallback is the last.</summary>
    public static string WithoutAnswer(Service service, Catalogue catalogue) => catalogue.Part<RoutingTable>().Fallback == service
        ? "There is no service after you: without an answer by then, those who run the site are told."
        : "Without an answer by then, it goes to another service.";

    private void SafeContact()
    {
        Heading("SAFE CONTACT - read this first");
        Line("Ask for", answers.One("name") ?? "no name given");
        if (answers.ForAnother) Line("Contact", answers.Is("whom", "them") ? "the person in need, who has agreed" : "the one who wrote this, NOT the person in need");
        Line("By", Options("ways"));
        Line("Telephone", answers.One("phone"));
        Line("E-mail", answers.One("email"));
        Line("Other way", answers.One("other-way"));
        Line("Safe times", answers.One("times") ?? "not said: be careful at any time");
        Line("Voicemail", answers.One("voicemail") switch { "yes" => "may be left", "no" => "NEVER leave one", _ => "not said: do not leave one" });
        Line("If somebody else answers", answers.One("someone-else") ?? "not said: say nothing about this letter");
        Line("Language", Language());
        Line("Interpreter", answers.Is("interpreter", "yes") ? "needed" : "not asked for");
        if (answers.Is("own-community", "not-wanted")) Line("Staff and interpreters", "NOT from the person's own community, please");
    }

    /// <summary>For a worker who has to judge it: what was noticed, and what an innocent cause would be.</summary>
    private void HowItWasSent()
    {
        if (finding.Checked) Line("Sent by a person", "Google's check was passed");
        if (finding.Doubts.Count == 0) return;
        Heading("POSSIBLY AUTOMATED - a program may have sent this, or a person: please read it and judge for yourself");
        foreach (var doubt in finding.Doubts) Line("Why", Word(doubt));
    }

    private static string Word(Doubt doubt) => doubt switch
    {
        Doubt.Trap => "a field that people do not see was filled in (some browsers fill in fields by themselves)",
        Doubt.Fast => "it was sent sooner than most people could read the questions (somebody who knows the form may be as quick)",
        Doubt.Unsolved => "many forms were coming in, and this browser did not show that it is an ordinary one (careful people may have switched that off)",
        Doubt.NotPassed => "Google's check, which the person agreed to, was not passed (it is wrong at times)",
        _ => throw new ArgumentOutOfRangeException(nameof(doubt)),
    };

    private string Language() => answers.One("language") switch
    {
        null => $"not said (the form was in {EnglishName(page)})",
        "other" => answers.One("language-other") ?? "another one, not named",
        var code => Option("language", code),
    };

    private void WhoIsWriting()
    {
        Heading("WHO IS WRITING");
        Line("Written", answers.One("for") switch
        {
            "other" => "for somebody else",
            "professional" => "by a professional",
            _ => "by the person",
        });
        if (answers.ForAnother) Line("Does the person know", answers.Is("knows", "agreed") ? "yes, and has agreed" : "NO, or not said: do not contact them");
        Line("Agency", answers.One("agency"));
        if (answers.Is("for", "professional")) Line("Sent as", answers.Is("risk", "high") ? "high risk, in the professional's own view" : "not named as high risk");
    }

    private void WhatIsAsked()
    {
        Heading("WHAT IS ASKED FOR");
        Line("Help with", Options("needs") ?? "not said");
        Line("Specialist support asked for", marks.Count == 0 ? null : string.Join(", ", marks.Select(m => Option("specialist", m))));
        Line("District", answers.One("area") switch { null => "not said", var id => catalogue.Areas.FirstOrDefault(a => a.Id == id)?.Name ?? "outside the six districts" });
        Line("Age", Options("age") ?? "not said");
        Line("Gender", Options("gender") ?? "not said");
        Line("Refuge", Options("where"));
        Line("Sharing a house", Options("sharing"));
        Line("Children", Join(Options("children"), answers.One("children-about")));
        Line("Pets", Join(Options("pets"), answers.One("pets-about")));
        Line("Can receive public funds", Options("recourse"));
        Line("Within the last ten days", Options("recent"));
        Line("Access needs", Join(Options("access"), answers.One("access-about")));
        Line("Must not be told", answers.All("exclude").IsEmpty ? null : string.Join(", ", answers.All("exclude")));
    }

    private void OwnWords()
    {
        if (answers.One("words") is not { } words) return;
        Heading($"IN THEIR OWN WORDS (typed on the {EnglishName(page)} form, as typed)");
        _text.AppendLine(words);
    }

    private static string EnglishName(Language language) => language.Culture.EnglishName.Split(' ')[0];

    private string? Options(string field) => answers.All(field) is { IsEmpty: false } all ? string.Join("; ", all.Select(o => Option(field, o))) : null;

    private string Option(string field, string option) => phrases.Say(phrases.English, $"option.{field}.{option}").Text;

    private static string? Join(string? chosen, string? typed) => (chosen, typed) switch
    {
        (null, _) => typed,
        (_, null) => chosen,
        _ => $"{chosen}; {typed}",
    };

    private void Heading(string text) => _text.AppendLine().AppendLine(text);

    private void Line(string label, string? value)
    {
        if (value is not null) _text.AppendLine(CultureInfo.InvariantCulture, $"{label}: {value.Replace("\n", "\n    ", StringComparison.Ordinal)}");
    }
}
