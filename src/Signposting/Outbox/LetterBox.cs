using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Signposting.Storage;

namespace Signposting.Outbox;

/// <summary>What is waiting, for health checks and operators.</summary>
/// <param name="Waiting">How many letters are not yet delivered.</param>
/// <param name="Oldest">How long the oldest of them has waited.</param>
internal sealed record OutboxState(int Waiting, TimeSpan Oldest);

/// <summary>What became of a letter.</summary>
/// <param name="DeliveredAt">When the next mail server took charge of it, or null.</param>
/// <param name="Refused">Whether that server said that it never will.</param>
internal sealed record Fate(DateTimeOffset? DeliveredAt, bool Refused);

/// <summary>
/// Promised letters, kept sealed until they are delivered and then gone. It doesn't know what a referral is: whoever promises a
/// letter does so in the same transaction as the reason for it.
/// </summary>
internal sealed class LetterBox(Database database, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    /// <summary>Later than any wait or lease that we set: what is later still was set before the clock was put back, and doesn't hold.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>Said twice when leasing: another courier may have taken a letter between our look and our grasp.</summary>
    private const string IsDue =
        "delivered_at is null and destroyed_at is null and (next_try_at <= @now or next_try_at > @never) and (leased_until is null or leased_until <= @now or leased_until > @never)";

    private readonly IDataProtector _seal = protection.CreateProtector("Signposting.Outbox.Letter.v1");
    private readonly SemaphoreSlim _something = new(0, 1);

    /// <summary>1 while the journal may still hold words that were delivered or destroyed; at the start perhaps before a crash.</summary>
    private int _toForget = 1;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Keeps a letter, in a transaction of the caller's. Once that commits, the letter will be tried until it is delivered.</summary>
    public Task PromiseAsync(DbTransaction transaction, Guid id, string destination, Letter letter) => transaction.Connection!.ExecuteAsync(
        "insert into letters (id, destination, sealed, created_at, next_try_at) values (@id, @destination, @sealed, @now, @now)",
        new { id = id.ToString("N"), destination, @sealed = _seal.Protect(JsonSerializer.SerializeToUtf8Bytes(letter)), now = Now }, transaction);

    /// <inheritdoc/>
    public void Dispose() => _something.Dispose();

    /// <summary>Tells the courier that there is something to carry, so that it needn't wait for its next round.</summary>
    public void Ring()
    {
        try
        {
            _something.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been told already.
        }
    }

    /// <summary>Waits until <see cref="Ring"/>, at most as long as given and not once cancelled; never throws.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pause = Task.Delay(atMost, clock, enough.Token);
        await Task.WhenAny(_something.WaitAsync(enough.Token), pause);
        await enough.CancelAsync();
    }

    /// <summary>
    /// Takes letters that are due, oldest first, so that a flood of new ones can't starve an old one. They are ours until the lease ends:
    /// a crash means that they are tried again, never that they are lost.
    /// </summary>
    /// <param name="atMost">How many.</param>
    /// <param name="each">How many to one destination may be on their way at once, so that a mailbox that hangs leaves room for the others.</param>
    /// <param name="lease">How long they are ours.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<Leased>> LeaseAsync(int atMost, int each, TimeSpan lease, CancellationToken cancel)
    {
        var rows = await database.CommitAsync(transaction => transaction.Connection!.QueryAsync<(string Id, string Destination, byte[] Sealed, long CreatedAt, int Tries)>(
            $"""
            update letters set leased_until = @until, maybe_out = case when leased_until is null then maybe_out else 1 end
            where id in (select id from letters
                         where id in (select id
                                      from (select id, next_try_at,
                                                   row_number() over (partition by destination order by next_try_at)
                                                   + (select count(*) from letters on_the_way where on_the_way.destination = due.destination and on_the_way.leased_until > @now and on_the_way.leased_until <= @never) as place
                                            from letters due
                                            where {IsDue}) queue
                                      where place <= @each
                                      order by next_try_at limit @atMost)
                           and {IsDue}
                         {database.ForUpdateSkipLocked})
            returning id, destination, sealed, created_at, tries
            """,
            new { now = Now, until = Now + (long)lease.TotalMilliseconds, never = Now + (long)Never.TotalMilliseconds, atMost, each }, transaction), cancel);
        return [.. rows.Select(r => new Leased(Guid.ParseExact(r.Id, "N"), r.Destination, DateTimeOffset.FromUnixTimeMilliseconds(r.CreatedAt), r.Tries, r.Sealed))];
    }

    /// <summary>Unseals one letter, so that one that can't be unsealed is no fault of the others.</summary>
    /// <exception cref="CryptographicException">It was damaged, or its key is gone.</exception>
    public Envelope Open(Leased letter) =>
        new(letter.Id, letter.Destination, letter.CreatedAt, letter.Tries, JsonSerializer.Deserialize<Letter>(_seal.Unprotect(letter.Sealed))!);

    /// <summary>Delivered means deleted: the words go in the statement that records the fact.</summary>
    public Task DeliveredAsync(Guid id, CancellationToken cancel) => database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
        "update letters set sealed = null, delivered_at = @now, leased_until = null, last_problem = null where id = @id",
        new { id = id.ToString("N"), now = Now }, transaction), cancel);

    /// <summary>Not delivered, as far as is known: to be tried again after a while.</summary>
    /// <param name="id">Which.</param>
    /// <param name="problem">Kind of failure.</param>
    /// <param name="mayBeOut">Whether it may have arrived all the same. That is never forgotten, however later attempts end.</param>
    /// <param name="wait">Until the next attempt.</param>
    /// <param name="cancel">Gives up.</param>
    public Task FailedAsync(Guid id, string problem, bool mayBeOut, TimeSpan wait, CancellationToken cancel) => database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
        "update letters set tries = tries + 1, leased_until = null, next_try_at = @next, last_problem = @problem, maybe_out = case when @mayBeOut then 1 else maybe_out end where id = @id",
        new { id = id.ToString("N"), next = Now + (long)wait.TotalMilliseconds, problem, mayBeOut }, transaction), cancel);

    /// <summary>
    /// Destroys letters that needn't be delivered any more, in a transaction of the caller's. Gives the ids of those that may have been
    /// delivered all the same, because they were, or are just being sent, or an attempt has ended in doubt.
    /// </summary>
    public async Task<IReadOnlySet<string>> DestroyAsync(DbTransaction transaction, string[] ids)
    {
        var letters = await transaction.Connection!.QueryAsync<(string Id, bool MayBeOut)>(
            $"select id, delivered_at is not null or leased_until is not null or maybe_out = 1 from letters where {database.Among("id", "@ids")} {database.ForUpdate}", new { ids }, transaction);
        await transaction.Connection!.ExecuteAsync(
            $"update letters set sealed = null, destroyed_at = @now, maybe_out = case when leased_until is null then maybe_out else 1 end, leased_until = null where {database.Among("id", "@ids")} and delivered_at is null", new { ids, now = Now }, transaction);
        return letters.Where(l => l.MayBeOut).Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Removes the entries of letters that are long delivered or destroyed, in a transaction of the caller's.</summary>
    public Task RemoveAsync(DbTransaction transaction, string[] ids) => transaction.Connection!.ExecuteAsync(
        $"delete from letters where {database.Among("id", "@ids")} and (delivered_at is not null or destroyed_at is not null)", new { ids }, transaction);

    /// <summary>Removes the entries of letters that were delivered or destroyed before then, in a transaction of the caller's.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="before">Then.</param>
    /// <param name="named">A select of the ids that the caller still names.</param>
    public static Task<int> RemoveSettledAsync(DbTransaction transaction, DateTimeOffset before, string named) => transaction.Connection!.ExecuteAsync(
        $"delete from letters where (delivered_at < @then or destroyed_at < @then) and id not in ({named})", new { then = before.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>What became of letters.</summary>
    public async Task<IReadOnlyDictionary<string, Fate>> FatesAsync(string[] ids, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<(string Id, long? DeliveredAt, bool Refused)>(
            $"select id, delivered_at, coalesce(last_problem like 'recipient 5__' or last_problem like 'message 5__', false) from letters where {database.Among("id", "@ids")}", new { ids });
        return rows.ToDictionary(r => r.Id, r => new Fate(r.DeliveredAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, r.Refused));
    }

    /// <summary>Takes back leases that a crashed run of this process left behind; not where other processes may hold them, and they end by themselves.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancel) => database.Shared ? Task.FromResult(0) : database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
        "update letters set leased_until = null, maybe_out = 1 where leased_until is not null", transaction: transaction), cancel);

    /// <summary>Makes everything that waits due now, and nobody's, in a transaction of the caller's: for when no courier runs.</summary>
    public Task DueAgainAsync(DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "update letters set leased_until = null, next_try_at = @now where delivered_at is null and destroyed_at is null", new { now = Now }, transaction);

    /// <summary>Something was delivered or destroyed: the courier removes it from the journal too, outside of anybody's request.</summary>
    public void MustForget() => Interlocked.Exchange(ref _toForget, 1);

    /// <summary>Whether there is something to remove; whoever asks does it.</summary>
    public bool TakeToForget() => Interlocked.Exchange(ref _toForget, 0) == 1;

    /// <summary>Removes what delivery has overwritten from the journal too; false if somebody was reading and it must be done again.</summary>
    public Task<bool> ForgetAsync(CancellationToken cancel) => database.ForgetOverwrittenAsync(cancel);

    /// <summary>What is waiting.</summary>
    public async Task<OutboxState> StateAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var (waiting, oldest) = await connection.QuerySingleAsync<(int, long?)>("select count(*), min(created_at) from letters where delivered_at is null and destroyed_at is null");
        return new OutboxState(waiting, oldest is { } since ? TimeSpan.FromMilliseconds(Math.Max(0, Now - since)) : TimeSpan.Zero);
    }
}
