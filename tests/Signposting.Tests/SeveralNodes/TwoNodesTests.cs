using System.Net;
using Dapper;
using Npgsql;
using Signposting.Listings;
using Signposting.Tests.DeliveryModes;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.SeveralNodes;

/// <summary>Two processes, as an operator runs them behind a load balancer, on one PostgreSQL database.</summary>
public sealed class TwoNodesTests(PostgresServer server) : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private readonly List<ShippedSite> _nodes = [];
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await server.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task Each_letter_is_delivered_once_whichever_node_took_the_form()
    {
        await using var mail = new OddServer(_authority.Issue());
        var (one, other) = (await NodeAsync(mail.Port), await NodeAsync(mail.Port));

        var references = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => Filling.SendAsync((n % 2 == 0 ? one : other).Browser())));

        await Until.TrueAsync(async () => await CountAsync("select count(*) from letters where delivered_at is null") == 0, () => $"{mail.Arrivals.Count} of 30 have arrived.");
        Assert.Equal(references.Select(r => $"Referral {r}").Order(), mail.Arrivals.Select(a => a.Message.Subject).Order());
    }

    [Fact]
    public async Task Two_couriers_at_the_same_letters_take_different_ones()
    {
        var greeted = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await using var mail = new OddServer(_authority.Issue());
        mail.Answer = async (said, over) =>
        {
            if (said.Verb == "EHLO") greeted.AddOrUpdate(said.Line, 1, (_, n) => n + 1);
            // So slow that one courier alone can't carry everything before the other has looked.
            if (said.Verb == ".") await Task.Delay(300, over);
            return null;
        };
        Site Node(string name) => new([.. server.Settings(_database), .. Postfix.Settings(_authority, mail.Port), ("Mail:HelloName", name)]);
        using var one = Node("one.example");
        using var other = Node("other.example");
        using var browser = one.Browser();
        using var otherBrowser = other.Browser();

        for (var n = 0; n < 60; n++) await (n % 2 == 0 ? one : other).PromiseAsync($"box{n}@service.example", destination: $"service-{n % 20}");

        await Until.TrueAsync(async () => await CountAsync("select count(*) from letters where delivered_at is null") == 0, () => $"{mail.Arrivals.Count} of 60 have arrived.");
        Assert.Equal(Enumerable.Range(0, 60).Select(n => $"box{n}@service.example").Order(), mail.Arrivals.Select(a => a.Mailbox).Order());
        Assert.Equal(["EHLO one.example", "EHLO other.example"], greeted.Keys.Order());
    }

    [Fact]
    public async Task A_form_begun_at_one_node_is_finished_at_the_other_and_sent_to_both_at_once_it_is_one_referral()
    {
        var (one, other) = (await NodeAsync(), await NodeAsync());
        var visitor = await Filling.FilledInAsync(one.Browser(), "en", ("words", "begun here"));
        IReadOnlyList<(string, string)> form = [.. visitor.Fields(), ("go", "send")];

        var pressed = await Task.WhenAll(new[] { one, other, one, other, other, one }.Select(async node =>
        {
            var hand = new Visitor(node.Browser());
            await hand.PostAsync("/en/c", form);
            return hand;
        }));

        Assert.All(pressed, p => Assert.Equal(HttpStatusCode.OK, p.Status));
        var reference = Assert.Single(pressed.Select(p => p.ReferenceShown()).Distinct());
        Assert.Equal(1, await CountAsync("select count(*) from letters"));
        var person = await new Visitor(other.Browser()).OpenAsync("/en/r");
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        Assert.Contains(reference, person.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_sent_by_one_node_is_read_once_at_both()
    {
        using var content = new Content.Broken();
        content.Set(Listing.Desk, "delivery: notice", $"pin: {PinHash.Of("7Kz-41b")}");
        await using var mail = new OddServer(_authority.Issue());
        var (one, other) = (await NodeAsync(mail.Port, content.Settings()), await NodeAsync(mail.Port, content.Settings()));
        await Filling.SendAsync(one.Browser(), ("words", "read at the other"));
        await Until.TrueAsync(() => mail.Arrivals.Count == 1, "Nothing arrives.");
        var link = PassingOn.FormFilling.Link(mail.Arrivals.Single().Message, "Read it");

        var pressed = await Task.WhenAll(new[] { one, other, one, other }.Select(async node =>
        {
            var hand = new Visitor(node.Browser());
            await hand.PostAsync(link, [("code", "7Kz-41b"), ("go", "read")]);
            return hand;
        }));

        Assert.Contains("read at the other", Assert.Single(pressed, p => p.Status == HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(3, pressed.Count(p => p.Status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task What_a_killed_node_was_carrying_is_delivered_by_the_other()
    {
        var asked = new TaskCompletionSource();
        await using var hangs = new OddServer(_authority.Issue());
        hangs.Answer = async (said, over) =>
        {
            if (said.Verb != "RCPT") return null;
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, over);
            return null;
        };
        await using var mail = new OddServer(_authority.Issue());
        var dies = await NodeAsync(hangs.Port);
        var reference = await Filling.SendAsync(dies.Browser());
        await asked.Task.WaitAsync(Until.Limit, TestContext.Current.CancellationToken);
        var lives = await NodeAsync(mail.Port);
        await dies.KillAsync();
        // Its lease ends, as it does by itself after some minutes.
        Assert.Equal(1, await CountAsync("with ended as (update letters set leased_until = 0 where leased_until is not null returning 1) select count(*) from ended"));

        await Until.TrueAsync(() => mail.Arrivals.Count == 1, $"Nothing arrives. {lives.Console}");
        Assert.Equal($"Referral {reference}", mail.Arrivals.Single().Message.Subject);
    }

    [Fact]
    public async Task Four_nodes_started_at_once_on_an_empty_database_apply_each_script_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NodeAsync()));

        Assert.Equal(await CountAsync("select count(distinct number) from scripts"), await CountAsync("select count(*) from scripts"));
        Assert.NotEqual(0, await CountAsync("select count(*) from scripts"));
        await Filling.SendAsync(_nodes[3].Browser());
    }

    /// <param name="mailPort">A mail server, or null for a folder that both write to.</param>
    /// <param name="settings">More of its settings.</param>
    private async Task<ShippedSite> NodeAsync(int? mailPort = null, params (string, string)[] settings)
    {
        var node = await ShippedSite.StartAsync(Repository.NewFolder(), [.. settings, .. server.Settings(_database), .. mailPort is { } port ? Postfix.Settings(_authority, port) : []]);
        lock (_nodes) _nodes.Add(node);
        return node;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
