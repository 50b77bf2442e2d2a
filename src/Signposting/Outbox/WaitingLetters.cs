using Dapper;
using Signposting.Storage;

namespace Signposting.Outbox;

/// <summary>A letter that isn't delivered yet, as operators may see it: not a word of it, nor whom it is about.</summary>
/// <param name="Id">Which; also the first part of its Message-ID.</param>
/// <param name="Destination">Id of the service.</param>
/// <param name="CreatedAt">When it was promised.</param>
/// <param name="Tries">How often it has failed.</param>
/// <param name="Problem">Kind of the last failure, or null.</param>
/// <param name="NextTryAt">When it is tried next.</param>
/// <param name="OnItsWay">Whether a courier holds it at this moment.</param>
internal sealed record WaitingLetter(string Id, string Destination, DateTimeOffset CreatedAt, int Tries, string? Problem, DateTimeOffset NextTryAt, bool OnItsWay);

/// <summary>What operators see of the outbox and may do to it, beside a running site.</summary>
internal sealed class WaitingLetters(Database database, TimeProvider clock)
{
    private const string Waits = "delivered_at is null and destroyed_at is null and (@which = 'all' or id = @which or destination = @which)";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All of them, the oldest first.</summary>
    public async Task<IReadOnlyList<WaitingLetter>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<(string Id, string Destination, long CreatedAt, int Tries, string? Problem, long NextTryAt, long? LeasedUntil)>(
            "select id, destination, created_at, tries, last_problem, next_try_at, leased_until from letters where delivered_at is null and destroyed_at is null order by created_at, id");
        return [.. rows.Select(r => new WaitingLetter(
            r.Id, r.Destination, DateTimeOffset.FromUnixTimeMilliseconds(r.CreatedAt), r.Tries, r.Problem, DateTimeOffset.FromUnixTimeMilliseconds(r.NextTryAt), r.LeasedUntil > Now))];
    }

    /// <summary>Makes letters due now. One that is on its way is left to its courier.</summary>
    /// <param name="which">An id, a destination or <c>all</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many.</returns>
    public Task<int> DueNowAsync(string which, CancellationToken cancel) => ChangeAsync("next_try_at = @now", which, cancel);

    /// <summary>Takes letters out of the hands of a courier that is no more, so that another may take them at once.</summary>
    /// <param name="which">An id, a destination or <c>all</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many.</returns>
    public Task<int> TakeBackAsync(string which, CancellationToken cancel) => ChangeAsync("leased_until = null, maybe_out = 1, next_try_at = @now", which, cancel, " and leased_until is not null");

    private Task<int> ChangeAsync(string change, string which, CancellationToken cancel, string also = "") => database.CommitAsync(transaction =>
        transaction.Connection!.ExecuteAsync($"update letters set {change} where {Waits}{also}", new { which, now = Now }, transaction), cancel);
}
