using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signposting.Outbox;
using Signposting.Storage;

namespace Signposting.Tests.Outbox;

/// <summary>A row of the letters.</summary>
internal sealed class Row
{
    public string Id { get; set; } = "";

    public int Tries { get; set; }

    public string? LastProblem { get; set; }

    public long? LeasedUntil { get; set; }

    public long? DeliveredAt { get; set; }

    public byte[]? Sealed { get; set; }

    public bool Delivered => DeliveredAt is not null;
}

/// <summary>What a site keeps: the letters as rows, how many referrals; and a clock that moves until something has become of them.</summary>
internal static class Shelf
{
    /// <summary>Until no letter is on its way: it is in the folder a moment before it is written down as delivered.</summary>
    public static Task NoneOnItsWayAsync(this Site site) =>
        Until.TrueAsync(async () => (await site.RowsAsync()).All(r => r.LeasedUntil is null), () => "A letter is still on its way.");

    public static Task<List<Row>> RowsAsync(this Site site) => RowsAsync(site.Services.GetRequiredService<Database>());

    public static async Task<List<Row>> RowsAsync(this Database database)
    {
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        return [.. await connection.QueryAsync<Row>(
            "select id as Id, tries as Tries, last_problem as LastProblem, leased_until as LeasedUntil, delivered_at as DeliveredAt, sealed as Sealed from letters order by created_at, id")];
    }

    /// <summary>How many referrals and letters there are: what was made by a form.</summary>
    public static async Task<(int Referrals, int Letters)> CountAsync(this Site site)
    {
        await using var connection = await site.Services.GetRequiredService<Database>().OpenAsync(TestContext.Current.CancellationToken);
        return (await connection.ExecuteScalarAsync<int>("select count(*) from referrals"), await connection.ExecuteScalarAsync<int>("select count(*) from letters"));
    }

    /// <summary>Puts a letter into the box, without a form.</summary>
    public static async Task<string> PromiseAsync(this Site site, string mailbox, string body = "words", string destination = "a-service")
    {
        var (letters, id) = (site.Services.GetRequiredService<LetterBox>(), Guid.CreateVersion7());
        await site.Services.GetRequiredService<Database>().CommitAsync(async transaction =>
        {
            await letters.PromiseAsync(transaction, id, destination, new Letter(mailbox, "Referral", body));
            return true;
        }, TestContext.Current.CancellationToken);
        letters.Ring();
        return id.ToString("N");
    }

    /// <summary>Waits, without moving the clock, until a letter is as wanted.</summary>
    public static async Task<Row> RowAsync(this Site site, string id, Func<Row, bool> wanted)
    {
        Row? row = null;
        await Until.TrueAsync(
            async () => wanted(row = (await site.RowsAsync()).Single(r => r.Id == id)),
            () => $"Letter: {row!.Tries} tries, {row.LastProblem ?? "no problem"}, delivered: {row.Delivered}");
        return row!;
    }

    /// <summary>Moves the clock on until all letters are as wanted; it stands still while one is on its way, so that nothing takes longer than it does.</summary>
    public static async Task MoveUntilAsync(this Site site, FakeTimeProvider clock, Func<IReadOnlyList<Row>, bool> wanted)
    {
        List<Row> rows = [];
        await Until.TrueAsync(async () =>
        {
            rows = await site.RowsAsync();
            if (wanted(rows)) return true;
            if (rows.All(r => r.LeasedUntil is null || r.LeasedUntil <= clock.GetUtcNow().ToUnixTimeMilliseconds())) clock.Advance(TimeSpan.FromSeconds(6));
            return false;
        }, () => string.Join('\n', rows.Select(r => $"Letter: {r.Tries} tries, {r.LastProblem ?? "no problem"}, delivered: {r.Delivered}")));
    }

    public static FakeTimeProvider ClockFromNow() => new(TimeProvider.System.GetUtcNow());
}
