namespace Signposting.Listings;

/// <summary>
/// How a referral travels to a service, chosen in its listing. <c>docs/delivery-modes.md</c> says which threat each answers, and which
/// it doesn't.
/// </summary>
public abstract record DeliveryMode
{
    private DeliveryMode()
    {
    }

    /// <summary>Words in the letter; every connection that we make is verified TLS. Who runs the mailbox can read it.</summary>
    public sealed record Tls : DeliveryMode;

    /// <summary>The whole letter is encrypted for a certificate, so that only who holds its key can read it.</summary>
    /// <param name="Certificate">Of the service.</param>
    public sealed record Smime(MailCertificate Certificate) : DeliveryMode;

    /// <summary>The letter says nothing but that there is one, with a link to read it here, once, with a code. One of the two is given.</summary>
    /// <param name="CodeTo">A second mailbox, which receives the code of each sending, or null.</param>
    /// <param name="Pin">What the service types in place of a code, or null.</param>
    public sealed record Notice(string? CodeTo, PinHash? Pin) : DeliveryMode;
}
