using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Signposting.BotDefence;
using Signposting.Listings;
using Signposting.Outbox;

namespace Signposting.Referrals;

/// <summary>Writes every letter that this room sends, each in the way that the service's listing names.</summary>
internal sealed partial class LetterWriter(AnswerLinks answers, ReadingLinks readings, Smime smime, TimeProvider clock, ILogger<LetterWriter> log)
{
    /// <summary>The referral itself.</summary>
    /// <param name="kept">What was answered.</param>
    /// <param name="service">Who receives it.</param>
    /// <param name="receivedAt">When the form was sent.</param>
    /// <param name="catalogue">For the words.</param>
    /// <param name="code">The code that opens it, if it was sent before; else a new one is made where one is needed.</param>
    public Sending Referral(KeptReferral kept, Service service, DateTimeOffset receivedAt, Catalogue catalogue, string? code = null)
    {
        var desk = service.Referrals!;
        return new Sending(service.Id, WorkingDays.After(clock.GetUtcNow(), desk.AnswersWithin, catalogue.Holidays), (reference, pass) => desk.Delivery switch
        {
            DeliveryMode.Tls => new Post(To(desk, reference, Text(kept, service, reference, receivedAt, catalogue, Links(pass)))),
            DeliveryMode.Smime sealing => Enclosed(service, reference, sealing.Certificate, Text(kept, service, reference, receivedAt, catalogue, Links(pass))),
            DeliveryMode.Notice notice => Noticed(service, catalogue, reference, pass, notice, code),
            _ => throw new UnreachableException(),
        });
    }

    /// <summary>The words of a referral as a page shows them.</summary>
    public static string Words(KeptReferral kept, Service service, string reference, DateTimeOffset receivedAt, Catalogue catalogue) =>
        Text(kept, service, reference, receivedAt, catalogue, null);

    /// <summary>The person has withdrawn it.</summary>
    public static Letter? Withdrawn(Pass pass, Catalogue catalogue) => Note(pass, catalogue, "withdrawn, do not contact",
        "The person has withdrawn this referral. Please do not contact them, and delete the letter.");

    /// <summary>Another service has taken it.</summary>
    public static Letter? TakenElsewhere(Pass pass, Catalogue catalogue) => Note(pass, catalogue, "taken elsewhere, do not contact",
        "Another service has taken this referral. Please do not contact the person, and delete the letter.");

    /// <summary>Encrypted for the service, or else a letter without content that says why not. The words never leave in clear instead.</summary>
    private Post Enclosed(Service service, string reference, MailCertificate certificate, string words)
    {
        var now = clock.GetUtcNow();
        if (now > certificate.Until) return Unreadable("expired", $"the certificate that you gave us ended on {Day(certificate.Until)}");
        if (now < certificate.From) return Unreadable("not-yet-valid", $"the certificate that you gave us begins only on {Day(certificate.From)}");
        try
        {
            return new Post(To(service.Referrals!, reference, "") with { Enveloped = smime.Enclose(words, certificate.Certificate) });
        }
#pragma warning disable CA1031 // Whatever it was, the words must not leave in clear, and the referral must not be lost.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var problem = e.GetType().Name;
            NotEncrypted(service.Id, problem);
            return Unreadable("failed", "the certificate that you gave us could not be used");
        }

        Post Unreadable(string trouble, string why) => new(To(service.Referrals!, reference,
            $"""
            Referral: {reference}

            A referral for you could not be encrypted, because {why}. We do not send it unprotected, so this letter says nothing about it.
            It goes to another service; if there is none, it comes to you as soon as we have a certificate that works.

            Please send the partnership a new certificate today, and ask them about this referral by its reference.

            """), trouble);
    }

    /// <summary>
    /// Nothing of the person and of no need: whoever reads the mailbox, or has it forwarded, learns that there is a referral. "We have it"
    /// destroys what we keep, so it is not in here but on the page that shows the words: without the code, nobody can read it or destroy it.
    /// </summary>
    private Post Noticed(Service service, Catalogue catalogue, string reference, string pass, DeliveryMode.Notice notice, string? known)
    {
        var desk = service.Referrals!;
        var (link, code) = (ReadingLinks.New(), notice.CodeTo is null ? null : known ?? ReadingCode.New());
        var letter = To(desk, reference,
            $"""
            Referral: {reference}

            There is a referral for you. To read it, open this link and type {(code is null ? "your service's PIN" : "the code that was sent to your second mailbox")}.
            It is shown once. The page also lets you say that you have it.

            Read it: {readings.For(pass, link)}

            We are full, and can't look at it: {answers.For(pass, ServiceAnswer.Full)}

            --
            The person was told that you aim to make contact within {desk.AnswersWithin} working day(s). {ReferralLetter.WithoutAnswer(service, catalogue)}

            """);
        return new Post(letter, Notice: new Notice(link, code, code is null ? null : new Letter(notice.CodeTo!, $"Referral {reference}",
            $"""
            Referral: {reference}

            Code: {code}

            It opens the link that was sent to your other mailbox. Please do not forward it there.

            """)));
    }

    private static string Text(KeptReferral kept, Service service, string reference, DateTimeOffset receivedAt, Catalogue catalogue, (string Taken, string Full)? links)
    {
        var page = catalogue.Phrases.Languages.FirstOrDefault(l => l.Code == kept.Page) ?? catalogue.Phrases.English;
        return new ReferralLetter(kept.Answers, kept.Marks, kept.Finding ?? Finding.Nothing, page, catalogue.Phrases, catalogue).Text(service, reference, England.Local(receivedAt), links);
    }

    private (string Taken, string Full) Links(string pass) => (answers.For(pass, ServiceAnswer.Taken), answers.For(pass, ServiceAnswer.Full));

    private static string Day(DateTimeOffset time) => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static Letter? Note(Pass pass, Catalogue catalogue, string subject, string text) => catalogue.Service(pass.Destination)?.Referrals is { } desk
        ? To(desk, $"{pass.Reference}: {subject}", $"Referral: {pass.Reference}\n\n{text}\n")
        : null;

    /// <summary>The subject says nothing of the person: the reference, and whether it is over.</summary>
    private static Letter To(ReferralDesk desk, string reference, string text) => new(desk.Mailbox, $"Referral {reference}", text);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A referral for {Destination} could not be encrypted ({Problem}). It is not sent in clear; check the certificate of that service")]
    private partial void NotEncrypted(string destination, string problem);
}
