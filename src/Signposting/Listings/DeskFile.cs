using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>Reads <c>referrals:</c> of a service's file.</summary>
internal static class DeskFile
{
    /// <summary>The words of <c>delivery</c>.</summary>
    private enum Mode { Tls, Smime, Notice }

    private static readonly string[] OfNotice = ["code-to", "pin"];

    public static ReferralDesk? Read(YamlMap file, ContentFolder folder, Faults faults)
    {
        if (file.OptionalMap("referrals") is not { } desk) return null;
        var mailbox = Mailbox(desk, "mailbox", desk.Text("mailbox"), faults);
        var within = desk.Number("answers-within", 1);
        var mode = desk.OneOf<Mode>("delivery", Mode.Tls);
        var (certificate, codeTo, pin) = (desk.OptionalText("certificate"), desk.OptionalText("code-to"), desk.OptionalText("pin"));
        desk.NothingElse();
        if (certificate is not null && mode != Mode.Smime) faults.Add(desk.Where("certificate"), $"'certificate' belongs to 'delivery: smime', and here it is {Word.Of(mode)}. Change the one or remove the other.");
        foreach (var field in OfNotice.Where(f => desk.Has(f) && mode != Mode.Notice))
            faults.Add(desk.Where(field), $"'{field}' belongs to 'delivery: notice', and here it is {Word.Of(mode)}. Change the one or remove the other.");
        return new ReferralDesk(mailbox, within, mode switch
        {
            Mode.Smime => Smime(desk, folder, certificate, mailbox, faults),
            Mode.Notice => Notice(desk, codeTo, pin, mailbox, faults),
            _ => new DeliveryMode.Tls(),
        });
    }

    private static DeliveryMode Smime(YamlMap desk, ContentFolder folder, string? name, string mailbox, Faults faults)
    {
        if (name is null) faults.Add(desk.Where("delivery"), "'delivery: smime' needs 'certificate:' with the name of a file in content/certificates.");
        // The stand-in never leaves this method's caller: with a fault, there is no catalogue.
        return name is not null && MailCertificate.Read(folder.Path, name, Bare(mailbox), desk.Where("certificate"), faults) is { } certificate ? new DeliveryMode.Smime(certificate) : new DeliveryMode.Tls();
    }

    private static DeliveryMode.Notice Notice(YamlMap desk, string? codeTo, string? pin, string mailbox, Faults faults)
    {
        if (codeTo is null == pin is null)
            faults.Add(desk.Where("delivery"), "'delivery: notice' needs either 'code-to:' with a second mailbox, or 'pin:' with what '-- pin' prints; not both.");
        if (codeTo is not null)
        {
            Mailbox(desk, "code-to", codeTo, faults);
            if (string.Equals(Bare(codeTo), Bare(mailbox), StringComparison.OrdinalIgnoreCase))
                faults.Add(desk.Where("code-to"), "'code-to' is the same as 'mailbox'. Who reads the one must not find the code there too: name another mailbox, or use a PIN.");
        }
        PinHash? hash = null;
        if (pin is not null && !PinHash.TryParse(pin, out hash))
            faults.Add(desk.Where("pin"), "'pin' should be what '-- pin' prints, beginning with pbkdf2-sha256$. Never write the PIN itself here; if you have, choose a new one.");
        return new DeliveryMode.Notice(codeTo, hash);
    }

    private static string Mailbox(YamlMap desk, string field, string address, Faults faults)
    {
        if (!MimeKit.MailboxAddress.TryParse(address, out var parsed) || !parsed.Domain.Contains('.', StringComparison.Ordinal) || parsed.Address.Any(char.IsWhiteSpace)) faults.Add(desk.Where(field), $"'{address}' isn't an e-mail address. Write it as referrals@service.example.");
        return address;
    }

    /// <summary>Without the name that may stand before it.</summary>
    private static string Bare(string address) => MimeKit.MailboxAddress.TryParse(address, out var parsed) ? parsed.Address : address;
}
