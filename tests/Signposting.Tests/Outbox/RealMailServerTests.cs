using MimeKit;

namespace Signposting.Tests.Outbox;

/// <summary>From "send" to a real mail server: Postfix over STARTTLS, after signing in, with a certificate of our own authority.</summary>
public sealed class RealMailServerTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_form_reaches_a_real_mail_server_word_for_word()
    {
        await using var postfix = await Postfix.StartAsync(_authority.Issue());
        using var site = new Site(Postfix.Settings(_authority, postfix.Port));
        // The longest words that one may well type, in a script of two bytes a letter and from right to left, with what mail finds hard: a lone dot, a "From " line, a very long line.
        var sentence = "میں محفوظ نہیں ہوں اور مجھے مدد چاہیے۔ ";
        var words = string.Concat(Enumerable.Repeat(sentence, 60))[..1950] + "\n.\nFrom here\n..\n🏠💜👩‍👧";
        var name = "Zoë 🌻 ثنا Śćibor";

        var visitor = await Filling.FilledInAsync(site.Browser(), "ur", ("name", name), ("words", words), ("ways", "email"), ("email", "sana+1@mail.example"));
        await visitor.PressAsync("send");

        var reference = visitor.ReferenceShown();
        var letter = Assert.Single(await postfix.LettersAsync(1));
        Assert.Equal($"Referral {reference}", letter.Subject);
        Assert.Contains($"Ask for: {name}", Body(letter), StringComparison.Ordinal);
        Assert.Contains("\n" + words + "\n", Body(letter), StringComparison.Ordinal);
        Assert.Contains("E-mail: sana+1@mail.example", Body(letter), StringComparison.Ordinal);
        Assert.Equal("auto-generated", letter.Headers["Auto-Submitted"]);
        Assert.Equal("referrals@site.example", letter.From.Mailboxes.Single().Address);
        Assert.Equal("referrals@partnership.example", letter.To.Mailboxes.Single().Address);
        var row = Assert.Single(await site.RowsAsync());
        Assert.Equal($"{row.Id}@site.example", letter.MessageId);
        // Postfix writes down how it was received: over TLS (ESMTPS), signed in (A), greeted with the site's name and not with this machine's.
        Assert.Contains("with ESMTPSA", letter.Headers["Received"], StringComparison.Ordinal);
        Assert.StartsWith("from site.example ", letter.Headers["Received"], StringComparison.Ordinal);
        await site.RowAsync(row.Id, r => r is { Delivered: true, Sealed: null, LastProblem: null });
    }

    [Fact]
    public async Task A_server_that_is_down_gets_the_letter_once_when_it_is_up_again()
    {
        var clock = Shelf.ClockFromNow();
        var port = Postfix.FreePort();
        using var site = new Site(Postfix.Settings(_authority, port), clock);
        var reference = await Filling.SendAsync(site.Browser());
        var id = (await site.RowsAsync()).Single().Id;
        await site.MoveUntilAsync(clock, rows => rows.Single() is { Tries: >= 3, LastProblem: "connect" });

        await using var postfix = await Postfix.StartAsync(_authority.Issue(), port);
        await site.MoveUntilAsync(clock, rows => rows.Single().Delivered);
        // Nothing more goes out, however late it gets.
        clock.Advance(TimeSpan.FromHours(3));
        await Filling.SendAsync(site.Browser());
        var letters = await postfix.LettersAsync(2);

        Assert.Equal(2, letters.Count);
        Assert.Equal($"{id}@site.example", Assert.Single(letters, l => l.Subject == $"Referral {reference}").MessageId);
    }

    [Fact]
    public async Task A_wrong_password_delivers_nothing_and_says_that_it_is_the_sign_in()
    {
        var clock = Shelf.ClockFromNow();
        await using var postfix = await Postfix.StartAsync(_authority.Issue());
        using var site = new Site(Postfix.Settings(_authority, postfix.Port, password: "wrong"), clock);
        await Filling.SendAsync(site.Browser());

        await site.MoveUntilAsync(clock, rows => rows.Single() is { Tries: >= 2, LastProblem: "sign-in refused", Delivered: false });

        Assert.Empty(await postfix.LettersAsync(0));
    }

    private static string Body(MimeMessage letter) => letter.TextBody!.ReplaceLineEndings("\n");
}
