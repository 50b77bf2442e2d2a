namespace Signposting.Tests.Outbox;

/// <summary>If TLS with the right server can't be had, nothing is said: the letter waits.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Canary = "canary-words";
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new();

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Theory]
    [InlineData("for another name")]
    [InlineData("of an authority that isn't ours")]
    [InlineData("expired")]
    [InlineData("signed by itself")]
    [InlineData("for clients")]
    public async Task A_server_with_a_certificate_that_is_not_right_learns_nothing(string certificate)
    {
        await using var server = new OddServer(certificate switch
        {
            "for another name" => _authority.Issue("relay.example"),
            "expired" => _authority.Issue(days: -1),
            "signed by itself" => TestAuthority.SignedByItself(),
            "for clients" => _authority.Issue(usage: TestAuthority.ForClients),
            _ => _stranger.Issue(),
        });

        await NothingIsSaid(server, "tls", lastCommand: "STARTTLS");
    }

    [Fact]
    public async Task A_server_that_does_not_offer_tls_learns_nothing()
    {
        await using var server = new OddServer(certificate: null);

        await NothingIsSaid(server, "tls not offered", lastCommand: "EHLO site.example");
    }

    [Fact]
    public async Task A_server_that_takes_back_its_offer_of_tls_learns_nothing()
    {
        await using var server = new OddServer(_authority.Issue()) { Answer = OddServer.To("STARTTLS", "454 not now") };

        await NothingIsSaid(server, problem: null, lastCommand: "STARTTLS");
    }

    [Fact]
    public async Task Tls_from_the_first_byte_is_verified_too()
    {
        // It talks in clear: as good as no TLS at all.
        await using var server = new OddServer(certificate: null);
        using var site = new Site([.. Postfix.Settings(_authority, server.Port), ("Mail:Security", "Tls"), ("Mail:Timeout", "00:00:02")]);
        using var browser = site.Browser();
        var id = await site.PromiseAsync("a@service.example", Canary);

        await site.RowAsync(id, r => r is { Tries: 1, LastProblem: "tls" });
        Assert.DoesNotContain("EHLO", server.Wire(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_letter_goes_as_soon_as_the_certificate_is_right()
    {
        var clock = Shelf.ClockFromNow();
        var port = Postfix.FreePort();
        var wrong = new OddServer(_authority.Issue(days: -1), port);
        using var site = new Site(Postfix.Settings(_authority, port), clock);
        using var browser = site.Browser();
        var id = await site.PromiseAsync("a@service.example", Canary);
        await site.RowAsync(id, r => r.Tries == 1);
        await wrong.DisposeAsync();

        await using var right = new OddServer(_authority.Issue(), port);
        await site.MoveUntilAsync(clock, rows => rows.Single().Delivered);

        Assert.Equal($"{id}@site.example", Assert.Single(right.Arrivals).Message.MessageId);
        Assert.DoesNotContain(Canary, right.Wire(), StringComparison.Ordinal);
    }

    /// <summary>Tried more than once, and each time it said no more than that command; neither the words nor the mailbox nor the password were on the wire.</summary>
    private async Task NothingIsSaid(OddServer server, string? problem, string lastCommand)
    {
        var clock = Shelf.ClockFromNow();
        using var site = new Site(Postfix.Settings(_authority, server.Port), clock);
        using var browser = site.Browser();
        await site.PromiseAsync("a@service.example", Canary);
        await site.MoveUntilAsync(clock, rows => rows.Single() is { Tries: >= 2, Delivered: false } row && (problem is null || row.LastProblem == problem));

        Assert.True(server.Connections >= 2);
        Assert.Empty(server.Arrivals);
        Assert.All(["AUTH", "MAIL", "RCPT", "DATA", "service.example", Canary, Postfix.User + "\0", Convert.ToBase64String("\0site"u8)[..6]],
            secret => Assert.DoesNotContain(secret, server.Wire(), StringComparison.Ordinal));
        Assert.Contains(lastCommand, server.Wire(), StringComparison.Ordinal);
    }
}
