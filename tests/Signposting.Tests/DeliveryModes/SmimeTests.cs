using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Signposting.Listings;
using Signposting.Referrals;
using Signposting.Tests.Content;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.DeliveryModes;

/// <summary>A letter encrypted for its service, read with OpenSSL; and what happens when it can't be encrypted.</summary>
public abstract class SmimeTests(Func<Task<(string, string)[]>> storage)
{
    private const string Words = "مجھے مدد چاہیے۔ 🏠💜👩‍👧 canary-in-the-words\n.\nFrom here";
    private static readonly (string, string[])[] Form = [("needs", ["refuge"]), ("area", ["fenland"]), ("words", [Words])];

    [Fact]
    public async Task Only_the_service_s_key_opens_it_and_the_whole_text_is_intact()
    {
        using var content = new Broken();
        using var key = new MailKey(mailbox: Listing.RefugeMailbox);
        content.Smime(Listing.Refuge, key);
        await using var site = await SiteAsync(content);
        var reference = await FormFilling.SendAsync(site, answers: Form);
        var letter = Assert.Single(await site.LettersAsync());

        Assert.Equal($"Referral {reference}", letter.Subject);
        Assert.Equal("application/pkcs7-mime", letter.Body!.ContentType.MimeType);
        Assert.Equal("enveloped-data", letter.Body.ContentType.Parameters["smime-type"]);
        Assert.DoesNotContain("canary", letter.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("/en/k/", letter.ToString(), StringComparison.Ordinal);
        var opened = await OpenSsl.DecryptAsync(letter, key);
        Assert.True(opened.ExitCode == 0, opened.Errors);
        Assert.Equal(("text/plain", "utf-8"), (opened.Part.ContentType.MimeType, opened.Part.ContentType.Charset));
        Assert.Contains("\n" + Words + "\n", opened.Words, StringComparison.Ordinal);
        Assert.Contains("We have it: http", opened.Words, StringComparison.Ordinal);

        using var other = new MailKey();
        Assert.NotEqual(0, (await OpenSsl.DecryptAsync(letter, other)).ExitCode);
        // AES-256 and RSA PKCS #1: what every program reads.
        var file = Path.Combine(Repository.NewFolder(), "letter.eml");
        await letter.WriteToAsync(file, TestContext.Current.CancellationToken);
        var printed = System.Text.Encoding.UTF8.GetString((await OpenSsl.RunAsync("cms", "-cmsout", "-print", "-noout", "-in", file)).Output);
        Assert.Contains("aes-256-cbc", printed, StringComparison.Ordinal);
        Assert.Contains("rsaEncryption", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_inside_it_shows_whom_it_is_from_and_tampering()
    {
        using var content = new Broken();
        using var key = new MailKey();
        using var ours = new MailKey(mailbox: "referrals@site.example");
        content.Smime(Listing.Refuge, key);
        await using var site = await SiteAsync(content, [("Mail:SigningCertificate", ours.PfxFile), ("Mail:SigningPassword", MailKey.Password)]);
        await FormFilling.SendAsync(site, answers: Form);
        var opened = await OpenSsl.DecryptAsync(Assert.Single(await site.LettersAsync()), key);
        Assert.Equal("signed-data", opened.Part.ContentType.Parameters["smime-type"]);
        var verified = await OpenSsl.VerifyAsync(opened.Output, ours.PemFile);
        Assert.True(verified.ExitCode == 0, verified.Errors);
        Assert.Contains(Words, verified.Words, StringComparison.Ordinal);
        Assert.NotEqual(0, (await OpenSsl.VerifyAsync(opened.Output, key.PemFile)).ExitCode);

        // One letter of the words changed by somebody on the way.
        var signed = ((MimePart)opened.Part).Content!;
        using var bytes = new MemoryStream();
        await signed.DecodeToAsync(bytes, TestContext.Current.CancellationToken);
        var tampered = bytes.ToArray();
        tampered[tampered.AsSpan().IndexOf("\r\n\r\n"u8) + 8] ^= 1;
        var part = new MimePart("application", "pkcs7-mime") { Content = new MimeContent(new MemoryStream(tampered)), ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Parameters.Add("smime-type", "signed-data");
        using var again = new MemoryStream();
        await part.WriteToAsync(again, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await OpenSsl.VerifyAsync(again.ToArray(), ours.PemFile)).ExitCode);
    }

    [Theory]
    [InlineData(-400, -30, "ended on")]
    [InlineData(5, 400, "begins only on")]
    public async Task With_a_certificate_that_is_not_good_now_no_word_leaves_operators_are_told_and_it_is_passed_on(int from, int until, string why)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var content = new Broken();
        using var key = new MailKey(now.AddDays(from), now.AddDays(until));
        content.Smime(Listing.Refuge, key);
        await using var hook = await Webhook.StartAsync();
        await using var site = await SiteAsync(content, [("Alarm:Webhook", hook.Address)]);
        var reference = await FormFilling.SendAsync(site, agreed: ["dass-county-outreach"], answers: Form);
        Assert.Contains("on its way", await StatusOf(site, reference), StringComparison.Ordinal);

        await LookAsync(site);
        var letters = await site.LettersAsync(2);
        var empty = letters.Single(l => l.To.Mailboxes.Single().Address == Listing.RefugeMailbox);
        Assert.Contains(why, empty.TextBody, StringComparison.Ordinal);
        Assert.Contains(reference, empty.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", empty.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("http", empty.TextBody, StringComparison.Ordinal);
        Assert.Contains("canary", letters.Single(l => l != empty).TextBody, StringComparison.Ordinal);
        Assert.Contains("fenland-refuge", await hook.ReceivedAsync("not-encrypted"), StringComparison.Ordinal);
        Assert.Contains("fenland-refuge", await hook.ReceivedAsync("\"certificate\""), StringComparison.Ordinal);
        var passes = (await Entry(site, reference)).Passes;
        Assert.Equal(["unreadable", null], passes.Select(p => p.Answer));
        Assert.Equal("dass-county-outreach", passes[1].Destination);
        Assert.Contains("passed on", await StatusOf(site, reference), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_service_s_letter_is_kept_and_goes_by_itself_once_there_is_a_good_certificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var content = new Broken();
        using var ended = new MailKey(now.AddDays(-400), now.AddDays(-30));
        content.Smime(Listing.Desk, ended);
        await using var hook = await Webhook.StartAsync();
        await using var site = await SiteAsync(content, [("Alarm:Webhook", hook.Address)]);
        // No area, no need: straight to the last one.
        var reference = await FormFilling.SendAsync(site, answers: [("words", [Words])]);
        Assert.Contains("could not be encrypted", Assert.Single(await site.LettersAsync()).TextBody, StringComparison.Ordinal);
        for (var round = 0; round < 3; round++) await LookAsync(site);
        Assert.Contains("partnership-desk", await hook.ReceivedAsync("not-encrypted"), StringComparison.Ordinal);
        var kept = await Entry(site, reference);
        Assert.NotNull(kept.Sealed);
        Assert.Null(Assert.Single(kept.Passes).Answer);
        Assert.Single(await site.LettersAsync());

        using var good = new MailKey();
        content.Certificate(Listing.Desk, good.Pem);
        site.Services.GetRequiredService<CurrentCatalogue>().Refresh();
        await LookAsync(site);
        var letter = (await site.LettersAsync(2)).Single(l => l.Body!.ContentType.MimeType == "application/pkcs7-mime");
        var opened = await OpenSsl.DecryptAsync(letter, good);
        Assert.Contains(Words, opened.Words, StringComparison.Ordinal);
        await Until.TrueAsync(async () => (await site.RowsAsync()).All(r => r.Delivered), () => "It is not delivered.");
        // Once.
        await LookAsync(site);
        await LookAsync(site);
        Assert.Equal(2, (await site.LettersAsync(2)).Count);
        Assert.Contains("has arrived", await StatusOf(site, reference), StringComparison.Ordinal);
        // And it can be answered like any other.
        var link = opened.Words.Split('\n').Single(l => l.StartsWith("We have it: ", StringComparison.Ordinal))["We have it: ".Length..];
        await (await new Visitor(site.Browser()).OpenAsync(new Uri(link).AbsolutePath)).PressAsync("answer");
        Assert.Equal("taken", (await Entry(site, reference)).ClosedAs);
    }

    [Fact]
    public async Task Not_even_our_own_keys_open_the_words_that_wait_in_the_outbox()
    {
        using var content = new Broken();
        using var key = new MailKey();
        content.Smime(Listing.Refuge, key);
        await using var site = await SiteAsync(content, [("Mail:Folder", "/proc/nowhere")]);
        await FormFilling.SendAsync(site, answers: Form);

        var kept = site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Signposting.Outbox.Letter.v1").Unprotect(Assert.Single(await site.RowsAsync()).Sealed!);

        var letter = JsonSerializer.Deserialize<Signposting.Outbox.Letter>(kept)!;
        Assert.Equal("", letter.Body);
        Assert.NotEmpty(letter.Enveloped!);
        Assert.True(letter.Enveloped!.AsSpan().IndexOf("canary"u8) < 0);
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_warned_of_every_day_and_is_used_until_then()
    {
        using var content = new Broken();
        using var soon = new MailKey(until: TimeProvider.System.GetUtcNow().AddDays(20));
        content.Smime(Listing.Refuge, soon);
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data, [.. await storage(), .. content.Settings()]);
        await Until.TrueAsync(() => site.Console.Contains("The certificate of fenland-refuge ends on", StringComparison.Ordinal), "Nobody was warned.");
        Assert.DoesNotContain("ALARM certificate", site.Console, StringComparison.Ordinal);
        await Filling.SendAsync(site.Browser(), ("needs", "refuge"), ("area", "fenland"));
        var mail = Path.Combine(data, "mail");
        await Until.TrueAsync(() => System.IO.Directory.Exists(mail) && System.IO.Directory.GetFiles(mail, "*.eml").Length == 1, "No letter.");
        Assert.Equal(0, (await OpenSsl.DecryptAsync(await MimeMessage.LoadAsync(System.IO.Directory.GetFiles(mail, "*.eml").Single(), TestContext.Current.CancellationToken), soon)).ExitCode);
    }

    [Fact]
    public async Task Every_attempt_carries_the_same_bytes()
    {
        using var content = new Broken();
        using var key = new MailKey();
        using var authority = new TestAuthority();
        content.Smime(Listing.Refuge, key);
        var refused = 0;
        await using var server = new OddServer(authority.Issue()) { Answer = (said, _) => Task.FromResult(said.Verb == "." && Interlocked.Increment(ref refused) == 1 ? "451 later" : null) };
        var clock = Shelf.ClockFromNow();
        await using var site = await SiteAsync(content, Postfix.Settings(authority, server.Port), clock);
        await FormFilling.SendAsync(site, answers: Form);

        await site.MoveUntilAsync(clock, rows => rows.Single().Delivered);

        Assert.Equal(2, server.Arrivals.Count);
        Assert.Single(server.Arrivals.Select(a => a.Message.ToString()).Distinct());
        Assert.Contains(Words, (await OpenSsl.DecryptAsync(server.Arrivals.Last().Message, key)).Words, StringComparison.Ordinal);
    }

    private static async Task<BookEntry> Entry(Site site, string reference) =>
        (await site.Services.GetRequiredService<ReferralBook>().FindAsync(reference, TestContext.Current.CancellationToken))!;

    private static Task LookAsync(Site site) => site.Services.GetRequiredService<Overseer>().LookAsync(TestContext.Current.CancellationToken);

    private static async Task<string> StatusOf(Site site, string reference)
    {
        var person = await new Visitor(site.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        return person.Page.QuerySelector("[role=status].lead")!.TextContent;
    }

    private async Task<Site> SiteAsync(Broken content, (string, string)[]? settings = null, TimeProvider? clock = null) =>
        new([.. await storage(), .. content.Settings(), .. settings ?? []], clock);
}

public sealed class SmimeOnSqliteTests() : SmimeTests(() => Task.FromResult<(string, string)[]>([]));

public sealed class SmimeOnPostgresTests(SeveralNodes.PostgresServer server) : SmimeTests(server.SettingsAsync);
