using Microsoft.Extensions.Options;

namespace Signposting.Outbox;

/// <summary>Hands letters to the mail server of the configuration.</summary>
internal sealed class SmtpPostman(IOptions<MailOptions> options) : IPostman
{
    private readonly Relay _relay = new(options.Value);

    public async Task<Attempt> DeliverAsync(Envelope envelope, CancellationToken cancel)
    {
        using var message = Mime.Of(envelope, options.Value);
        return await _relay.SendAsync(message, cancel);
    }
}
