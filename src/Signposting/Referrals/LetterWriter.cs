using Signposting.BotDefence;
using Signposting.Listings;
using Signposting.Outbox;

namespace Signposting.Referrals;

/// <summary>Writes every letter that this room sends.</summary>
internal sealed class LetterWriter(AnswerLinks links, TimeProvider clock)
{
    /// <summary>The referral itself.</summary>
    /// <param name="kept">What was answered.</param>
    /// <param name="service">Who receives it.</param>
    /// <param name="receivedAt">When the form was sent.</param>
    /// <param name="catalogue">For the words.</param>
    public Sending Referral(KeptReferral kept, Service service, DateTimeOffset receivedAt, Catalogue catalogue)
    {
        var page = catalogue.Phrases.Languages.FirstOrDefault(l => l.Code == kept.Page) ?? catalogue.Phrases.English;
        return new Sending(service.Id, WorkingDays.After(clock.GetUtcNow(), service.Referrals!.AnswersWithin), (reference, pass) =>
            new ReferralLetter(kept.Answers, kept.Marks, kept.Finding ?? Finding.Nothing, page, catalogue.Phrases, catalogue).To(
                service, reference, TimeZoneInfo.ConvertTime(receivedAt, WorkingDays.London), links.For(pass, ServiceAnswer.Taken), links.For(pass, ServiceAnswer.Full)));
    }

    /// <summary>The person has withdrawn it.</summary>
    public static Letter? Withdrawn(Pass pass, Catalogue catalogue) => Note(pass, catalogue,
        "The person has withdrawn this referral. Please do not contact them, and delete the letter.");

    /// <summary>Another service has taken it.</summary>
    public static Letter? TakenElsewhere(Pass pass, Catalogue catalogue) => Note(pass, catalogue,
        "Another service has taken this referral. Please do not contact the person, and delete the letter.");

    private static Letter? Note(Pass pass, Catalogue catalogue, string text) => catalogue.Service(pass.Destination)?.Referrals is { } desk
        ? new Letter(desk.Mailbox, $"Referral {pass.Reference}", $"Referral: {pass.Reference}\n\n{text}\n")
        : null;
}
