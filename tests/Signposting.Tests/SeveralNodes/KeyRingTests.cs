using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Signposting.Storage;
using Signposting.Tests.Content;
using Signposting.Tests.Outbox;
using Signposting.Tests.PassingOn;

namespace Signposting.Tests.SeveralNodes;

/// <summary>Keys are sealed by the operator's certificate, can be replaced without losing what the old ones sealed, and end.</summary>
public sealed class KeyRingTests(PostgresServer server)
{
    [Fact]
    public async Task In_the_database_every_key_is_sealed_by_the_certificate()
    {
        var database = await server.NewDatabaseAsync();
        using var site = new Site(server.Settings(database));
        await Filling.SendAsync(site.Browser());

        await using var connection = new NpgsqlConnection(database);
        var keys = (await connection.QueryAsync<string>("select xml from keys")).ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, k => Assert.Contains("EncryptedData", k, StringComparison.Ordinal));
        Assert.All(keys, k => Assert.DoesNotContain("<masterKey", k, StringComparison.Ordinal));
        Assert.False(System.IO.Directory.Exists(Path.Combine(site.Data, "keys")));
    }

    [Fact]
    public async Task A_node_with_another_certificate_stops_and_makes_no_key_of_its_own()
    {
        var database = await server.NewDatabaseAsync();
        using (var site = new Site(server.Settings(database))) await Filling.SendAsync(site.Browser());
        await using var connection = new NpgsqlConnection(database);
        var before = await connection.ExecuteScalarAsync<long>("select count(*) from keys");
        using var other = new Site([.. server.Settings(database), ("Storage:KeyCertificate", PostgresServer.NewCertificate())]);

        var stopped = Assert.Throws<InvalidOperationException>(other.Browser);

        Assert.Contains("which can't be opened here. Set Storage:KeyCertificate", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(before, await connection.ExecuteScalarAsync<long>("select count(*) from keys"));
    }

    [Fact]
    public async Task With_a_new_certificate_the_earlier_one_opens_earlier_keys()
    {
        var database = await server.NewDatabaseAsync();
        string reference;
        using (var before = new Site([.. server.Settings(database), ("Mail:Folder", "/proc/nowhere")])) reference = await FormFilling.SendAsync(before);
        using var after = new Site([.. server.Settings(database), ("Storage:KeyCertificate", PostgresServer.NewCertificate()), ("Storage:EarlierKeyCertificates:0", server.Certificate)]);
        using var browser = after.Browser();

        await ReleaseAsync(after);

        Assert.Equal($"Referral {reference}", Assert.Single(await after.LettersAsync()).Subject);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_keys_are_rotated_by_command_older_letters_are_still_opened(bool postgres)
    {
        var data = Repository.NewFolder();
        (string, string)[] settings = [("Storage:Folder", data), .. postgres ? await server.SettingsAsync() : []];
        string reference;
        using (var before = new Site([.. settings, ("Mail:Folder", "/proc/nowhere")])) reference = await FormFilling.SendAsync(before);

        var rotated = await Verb.RunAsync("keys rotate", settings: settings);

        Assert.True(rotated.ExitCode == 0, rotated.Output + rotated.Errors);
        Assert.Equal(2, rotated.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(l => l.Contains("seals until", StringComparison.Ordinal)));
        using var after = new Site(settings);
        using var browser = after.Browser();
        await ReleaseAsync(after);
        Assert.Equal($"Referral {reference}", Assert.Single(await after.LettersAsync()).Subject);
        // It begins late enough for every node to have seen it: ASP.NET uses it from five minutes before.
        var made = after.Services.GetRequiredService<IKeyManager>().GetAllKeys().MaxBy(k => k.CreationDate)!;
        Assert.True(made.ActivationDate - made.CreationDate > TimeSpan.FromMinutes(5) + FreshKeys.LooksAgainAfter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_running_site_seals_with_a_key_that_another_process_made_within_a_minute(bool postgres)
    {
        var clock = Shelf.ClockFromNow();
        (string, string)[] settings = [("Storage:Folder", Repository.NewFolder()), .. postgres ? await server.SettingsAsync() : []];
        using var running = new Site(settings, clock);
        using var browser = running.Browser();
        var before = await SealedByAsync(running);
        using var other = new Site(settings);
        var made = other.Services.GetRequiredService<IKeyManager>().CreateNewKey(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(40));
        Assert.Equal(before, await SealedByAsync(running));

        clock.Advance(FreshKeys.LooksAgainAfter);

        // It looks while it goes on with what it knows.
        await Until.TrueAsync(async () => await SealedByAsync(running) == made.KeyId, () => "It still seals with the old key.");
    }

    /// <summary>The key that a page of the form is sealed by now.</summary>
    private static async Task<Guid> SealedByAsync(Site site)
    {
        var page = await (await new Visitor(site.Browser()).OpenAsync("/en/c")).PressAsync("begin");
        return new Guid(System.Buffers.Text.Base64Url.DecodeFromChars(page.Fields().Single(f => f.Name == "state").Value).AsSpan(4, 16));
    }

    [Fact]
    public async Task Where_there_is_no_database_no_key_is_made()
    {
        var data = Repository.NewFolder();

        var rotated = await Verb.RunAsync("keys rotate", settings: ("Storage:Folder", data));

        Assert.Equal(1, rotated.ExitCode);
        Assert.Contains("There is no database at", rotated.Errors, StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_that_nothing_can_need_any_more_is_destroyed(bool postgres)
    {
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        using var site = new Site(postgres ? await server.SettingsAsync() : [], clock);
        using var browser = site.Browser();
        var keys = site.Services.GetRequiredService<IKeyManager>();
        keys.CreateNewKey(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(30));
        var made = keys.GetAllKeys().Count;

        clock.Advance(TimeSpan.FromDays(30) + KeyRing.OpensFor - TimeSpan.FromHours(1));
        site.Services.GetRequiredService<KeyRing>().DestroyUnneeded();
        Assert.Equal(made, keys.GetAllKeys().Count);
        clock.Advance(TimeSpan.FromHours(2));
        site.Services.GetRequiredService<KeyRing>().DestroyUnneeded();
        Assert.Empty(keys.GetAllKeys());
    }

    [Theory]
    [InlineData("Storage:PostgreSql=nonsense", "Storage:PostgreSql should be a connection string")]
    [InlineData("Storage:PostgreSql=Host=127.0.0.1;Database=x", "Storage:KeyCertificate must name the file that seals it")]
    [InlineData("Storage:KeyCertificate=/nowhere/keys.p12", "names '/nowhere/keys.p12', which doesn't exist")]
    public void A_wrong_setting_stops_the_start_and_is_named(string setting, string says)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        using var site = new Site([(setting[..equals], setting[(equals + 1)..])]);

        Assert.Contains(says, Assert.ThrowsAny<Exception>(site.Browser).ToString(), StringComparison.Ordinal);
    }

    /// <summary>What the site before had tried and failed is due again.</summary>
    private static async Task ReleaseAsync(Site site)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("update letters set next_try_at = 0, leased_until = null");
    }
}
