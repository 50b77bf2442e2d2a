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
            Body = new TextPart(TextFormat.Plain) { Text = envelope.Letter.Body, ContentTransferEncoding = ContentEncoding.Base64 },
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(envelope.Letter.To));
        // RFC 3834: no out-of-office answers, which would tell a shared mailbox about a referral.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
