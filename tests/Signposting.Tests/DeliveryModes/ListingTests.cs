using System.Security.Cryptography.X509Certificates;
using Signposting.Listings;
using Signposting.Tests.Content;

namespace Signposting.Tests.DeliveryModes;

/// <summary>What an editor can get wrong in how a referral travels, and the verbs that help.</summary>
public sealed class ListingTests
{
    private static readonly string Pin = PinHash.Of("7Kz-41b").ToString();

    private static readonly Dictionary<string, (Func<Broken, IDisposable?> Make, string On, string[] Says)> Slips = new()
    {
        ["an unknown mode"] = (c => Set(c, "delivery: pigeon"), "delivery:", ["should be one of tls, smime, notice", "not 'pigeon'"]),
        ["no certificate"] = (c => Set(c, "delivery: smime"), "delivery:", ["needs 'certificate:'"]),
        ["a certificate that isn't there"] = (c => Set(c, "delivery: smime", "certificate: none.pem"), "certificate:", ["content/certificates/none.pem doesn't exist"]),
        ["a certificate elsewhere"] = (c => Set(c, "delivery: smime", "certificate: ../languages.yaml"), "certificate:", ["without a folder"]),
        ["a file that isn't a certificate"] = (c => Pem(c, "hello"), "certificate:", ["isn't a certificate in PEM form", "BEGIN CERTIFICATE"]),
        ["a certificate cut short"] = (c => Pem(c, "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n"), "certificate:", ["isn't a certificate in PEM form"]),
        ["a private key"] = (c => Pem(c, "-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----\n"), "certificate:", ["holds a private key", "Remove it"]),
        ["an EC key"] = (c => Key(c, new MailKey(bits: 0)), "certificate:", ["has no RSA key"]),
        ["a short key"] = (c => Key(c, new MailKey(bits: 1024)), "certificate:", ["1024 bits", "at least 2048"]),
        ["a key for signing only"] = (c => Key(c, new MailKey(usage: X509KeyUsageFlags.DigitalSignature)), "certificate:", ["lacks key encipherment"]),
        ["a certificate of a server"] = (c => Key(c, new MailKey(purpose: MailKey.ForServers)), "certificate:", ["is not for e-mail"]),
        ["somebody else's certificate"] = (c => Key(c, new MailKey(mailbox: "other@service.example")), "certificate:", ["belongs to other@service.example", Listing.RefugeMailbox]),
        ["a certificate without need"] = (c => Set(c, "certificate: x.pem"), "certificate:", ["belongs to 'delivery: smime'", "here it is tls"]),
        ["a PIN without need"] = (c => Set(c, $"pin: {Pin}"), "pin:", ["belongs to 'delivery: notice'"]),
        ["a code without need"] = (c => Set(c, "delivery: smime", "certificate: x.pem", "code-to: a@b.example"), "code-to:", ["belongs to 'delivery: notice'", "here it is smime"]),
        ["neither code nor PIN"] = (c => Set(c, "delivery: notice"), "delivery:", ["either 'code-to:'", "or 'pin:'"]),
        ["code and PIN"] = (c => Set(c, "delivery: notice", "code-to: a@b.example", $"pin: {Pin}"), "delivery:", ["not both"]),
        ["the code to the same mailbox"] = (c => Set(c, "delivery: notice", $"code-to: {Listing.RefugeMailbox.ToUpperInvariant()}"), "code-to:", ["the same as 'mailbox'"]),
        ["the code to no mailbox"] = (c => Set(c, "delivery: notice", "code-to: nobody"), "code-to:", ["isn't an e-mail address"]),
        ["the PIN itself"] = (c => Set(c, "delivery: notice", "pin: 294857"), "pin:", ["Never write the PIN itself"]),
        ["a PIN made with little work"] = (c => Set(c, "delivery: notice", $"pin: {Pin.Replace("$600000$", "$1000$", StringComparison.Ordinal)}"), "pin:", ["what '-- pin' prints"]),
    };

    public static TheoryData<string> Names => [.. Slips.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_slip_is_found_with_its_line_and_its_remedy(string slip)
    {
        var (make, on, says) = Slips[slip];
        using var content = new Broken();
        using var used = make(content);

        var faults = content.Faults();

        var fault = faults.FirstOrDefault(f => f.File == Listing.Refuge && says.All(w => f.Message.Contains(w, StringComparison.Ordinal)));
        Assert.True(fault is not null, $"Found: {string.Join(Environment.NewLine, faults)}");
        Assert.Equal(content.LineOf(Listing.Refuge, "  " + on), fault.Line);
    }

    [Fact]
    public void Each_mode_can_be_chosen_and_an_ended_certificate_is_no_fault()
    {
        using var content = new Broken();
        using var ended = new MailKey(TimeProvider.System.GetUtcNow().AddYears(-2), TimeProvider.System.GetUtcNow().AddYears(-1), mailbox: Listing.RefugeMailbox);
        content.Smime(Listing.Refuge, ended);
        content.Set(Listing.Desk, "delivery: notice", $"pin: {Pin}");
        content.Set("services/cwa-refuge.yaml", "delivery: notice", "code-to: codes@cambridge-womens-aid.example");
        content.Set("services/pwa-refuge.yaml", "delivery: tls");

        None.Of(content.Faults());
    }

    [Fact]
    public async Task Check_warns_of_a_certificate_that_ends_and_the_site_may_start()
    {
        using var content = new Broken();
        using var soon = new MailKey(until: TimeProvider.System.GetUtcNow().AddDays(20));
        content.Smime(Listing.Refuge, soon);

        var check = await Verb.RunAsync("check", content.ContentFolder);

        Assert.Equal(0, check.ExitCode);
        Assert.Contains($"{Listing.Refuge}: Warning: content/certificates/fenland-refuge.pem is good from", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_makes_of_a_PIN_what_a_listing_takes()
    {
        var pin = await Verb.RunAsync("pin", input: "7Kz-41b\n");
        Assert.Equal((0, ""), (pin.ExitCode, pin.Errors));
        Assert.DoesNotContain("7Kz", pin.Output, StringComparison.Ordinal);
        using var content = new Broken();
        content.Set(Listing.Refuge, "delivery: notice", pin.Output.Trim());
        None.Of(content.Faults());
        Assert.True(PinHash.TryParse(pin.Output.Trim()["pin: ".Length..], out var hash) && hash.Is(" 7Kz-41b ") && !hash.Is("7Kz-41c") && !hash.Is(""));
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("123456")]
    [InlineData("987654")]
    [InlineData("111111")]
    [InlineData("121212")]
    [InlineData("abcdefgh")]
    [InlineData("Password1")]
    [InlineData("   7a9b   ")]
    [InlineData("")]
    public async Task The_verb_refuses_a_simple_PIN(string simple)
    {
        Assert.Throws<FormatException>(() => PinHash.Of(simple));
        if (simple != "123456") return;
        var pin = await Verb.RunAsync("pin", input: simple + "\n");
        Assert.Equal((2, ""), (pin.ExitCode, pin.Output));
        Assert.Contains("run of characters", pin.Errors, StringComparison.Ordinal);
    }

    private static IDisposable? Set(Broken content, params string[] lines)
    {
        content.Set(Listing.Refuge, lines);
        return null;
    }

    private static IDisposable? Pem(Broken content, string pem) => Set(content, "delivery: smime", $"certificate: {content.Certificate(Listing.Refuge, pem)}");

    private static MailKey Key(Broken content, MailKey key)
    {
        content.Smime(Listing.Refuge, key);
        return key;
    }
}
