using System.Data.Common;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Signposting.Storage;

namespace Signposting.Referrals;

/// <summary>What is known of a notice.</summary>
/// <param name="Link">The number of the link that works, or did.</param>
/// <param name="Code">What has to be typed, or null where the service has a PIN.</param>
/// <param name="Spent">Whether the link has shown the words, or was tried too often.</param>
internal sealed record NoticeState(string Link, string? Code, bool Spent);

/// <summary>
/// What opens notices: which link works, for how many tries, and the code. A code is encrypted here and never in the same mailbox as its
/// link.
/// </summary>
internal sealed class Notices(Database database, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How often a code may be typed for one link.</summary>
    public const int MostTries = 10;

    /// <summary>A fresh link can be asked for so soon after the last; and when it looks as if somebody is guessing.</summary>
    private static readonly TimeSpan BetweenLinks = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLinksOfGuesser = TimeSpan.FromDays(1);

    private readonly IDataProtector _seal = protection.CreateProtector("Signposting.Referrals.Code.v1");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>From now on this link opens the sending and no earlier one does; in a transaction of the caller's.</summary>
    public Task BeginAsync(DbTransaction transaction, string pass, Notice notice) => transaction.Connection!.ExecuteAsync(
        """
        insert into notices (pass, link, code) values (@pass, @Link, @code)
        on conflict (pass) do update set link = excluded.link, code = excluded.code, spent_at = null, tries = 0, tries_before = notices.tries_before + notices.tries
        """,
        new { pass, notice.Link, code = notice.Code is { } code ? _seal.Protect(Encoding.ASCII.GetBytes(code)) : null }, transaction);

    /// <summary>The notice of a sending, or null if it was sent in another way.</summary>
    public async Task<NoticeState?> FindAsync(string pass, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<(string Link, byte[]? Code, long? SpentAt, int Tries)?>(
            "select link, code, spent_at, tries from notices where pass = @pass", new { pass });
        return row is { } found
            ? new NoticeState(found.Link, found.Code is { } code ? Encoding.ASCII.GetString(_seal.Unprotect(code)) : null, found.SpentAt is not null || found.Tries >= MostTries)
            : null;
    }

    /// <summary>
    /// Counts a try before it is looked at, so that many at once are no more than one after the other. Gives which it is, from 1; null if
    /// there is none left, or the link is spent.
    /// </summary>
    public Task<int?> TryAsync(string pass, string link, CancellationToken cancel) => database.CommitAsync(transaction => transaction.Connection!.QueryFirstOrDefaultAsync<int?>(
        "update notices set tries = tries + 1 where pass = @pass and link = @link and spent_at is null and tries < @MostTries returning tries",
        new { pass, link, MostTries }, transaction), cancel);

    /// <summary>The link has done what it is for, for somebody who had the code; false if it had before. In a transaction of the caller's.</summary>
    public async Task<bool> SpendAsync(DbTransaction transaction, string pass, string link) => await transaction.Connection!.ExecuteAsync(
        "update notices set spent_at = @now, tries = 0, tries_before = 0 where pass = @pass and link = @link and spent_at is null", new { pass, link, now = Now }, transaction) == 1;

    /// <summary>
    /// Whether a fresh link may be sent now, and then notes that it was. Nobody is ever shut out: who guesses only has to wait longer, and
    /// so does the service, whose referral meanwhile goes its way to the next one.
    /// </summary>
    public async Task<bool> MayRenewAsync(string pass, CancellationToken cancel) => await database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
        "update notices set renewed_at = @now where pass = @pass and (renewed_at is null or renewed_at < case when tries + tries_before >= @many then @aDayAgo else @aWhileAgo end)",
        new { pass, now = Now, many = 3 * MostTries, aDayAgo = Now - (long)BetweenLinksOfGuesser.TotalMilliseconds, aWhileAgo = Now - (long)BetweenLinks.TotalMilliseconds }, transaction), cancel) == 1;
}
