using MimeKit;
using MimeKit.Text;

namespace Signposting.Outbox;

/// <summary>An envelope as an Internet message (RFC 5322): the same bytes in every attempt.</summary>
internal static class Mime
{
    public static MimeMessage Of(Envelope envelope, MailOptions options)
    {
        var from = MailboxAddress.Parse(options.From);
        var message = new MimeMessage
        {
            Subject = envelope.Letter.Subject,
            Date = envelope.CreatedAt,
            MessageId = $"{envelope.Id:N}@{from.Domain}",
            Body = envelope.Letter.Enveloped is { } enveloped ? Smime.Part(enveloped) : Text(envelope.Letter.Body),
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(envelope.Letter.To));
        // RFC 3834: no out-of-office answers, which would tell a shared mailbox about a referral.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>Words as a part of a message; base64, so that no server on the way changes a byte.</summary>
    public static MimeEntity Text(string words) => new TextPart(TextFormat.Plain) { Text = words, ContentTransferEncoding = ContentEncoding.Base64 };
}
