using System.Data.Common;
using Dapper;
using Signposting.Outbox;
using Signposting.Storage;
using Signposting.Tallies;

namespace Signposting.Referrals;

/// <summary>What became of "send".</summary>
/// <param name="Reference">What the person can quote.</param>
/// <param name="Destination">Id of the service that it goes to.</param>
/// <param name="Same">False when this conversation was sent before with other answers: then nothing new was made.</param>
internal sealed record Receipt(string Reference, string Destination, bool Same);

/// <summary>A sending to one service.</summary>
/// <param name="Id">Stands, sealed, in the links of its letter.</param>
/// <param name="Reference">The referral.</param>
/// <param name="Destination">Id of the service.</param>
/// <param name="Letter">Id of its letter.</param>
/// <param name="DueAt">Until when the service promised to answer; milliseconds since 1970.</param>
/// <param name="Answer">What came of it, or null while it is open.</param>
/// <param name="Trouble">Why its words couldn't be encrypted for the service, which has only a letter that says so; or null.</param>
/// <param name="CodeLetter">Id of the letter with the code of a notice, or null.</param>
/// <param name="OpenedAt">When a notice was first read here, or null; milliseconds since 1970.</param>
internal sealed record Pass(string Id, string Reference, string Destination, string Letter, long DueAt, string? Answer, string? Trouble, string? CodeLetter, long? OpenedAt)
{
    /// <summary>Ids of its letters.</summary>
    public string[] Letters => CodeLetter is null ? [Letter] : [Letter, CodeLetter];
}

/// <summary>A referral as far as it is kept.</summary>
/// <param name="Reference">What the person can quote.</param>
/// <param name="ReceivedAt">Milliseconds since 1970.</param>
/// <param name="Sealed">The answers, or null once they are destroyed.</param>
/// <param name="ClosedAs">taken, withdrawn, unanswered, or null while it is open.</param>
/// <param name="Passes">The services that it was sent to, in order.</param>
internal sealed record BookEntry(string Reference, DateTimeOffset ReceivedAt, byte[]? Sealed, string? ClosedAs, IReadOnlyList<Pass> Passes);

/// <summary>A referral that is open.</summary>
/// <param name="Sealed">The answers.</param>
/// <param name="ReceivedAt">Milliseconds since 1970.</param>
internal sealed record OpenReferral(byte[] Sealed, long ReceivedAt);

/// <summary>
/// Which forms were received, and who has them. An entry and its letter are always one commit: if the page says "received", the letter
/// will be tried; if a service says "full", the next letter is promised in the same breath. What is counted of it is counted in that commit, too.
/// </summary>
internal sealed class ReferralBook(Database database, LetterBox letters, Notices notices, ReferralTally tally, TallyBook tallies, TimeProvider clock)
{
    private const string PassColumns = "id, reference, destination, letter, due_at as DueAt, answer, trouble, code_letter as CodeLetter, opened_at as OpenedAt";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <param name="conversation">The conversation that is sent.</param>
    /// <param name="sentAs">Digest of the sealed page and the choice of receiver: the same for a second press of the same button.</param>
    /// <param name="kept">The answers, sealed, for passing on.</param>
    /// <param name="sending">To whom.</param>
    /// <param name="cancel">Isn't heeded once the commit has begun.</param>
    /// <exception cref="DbException">It could not be kept; then nothing was.</exception>
    public async Task<Receipt> ReceiveAsync(Conversation conversation, string sentAs, byte[] kept, Sending sending, CancellationToken cancel)
    {
        var receipt = await database.CommitAsync(async transaction =>
        {
            var (connection, key, reference) = (transaction.Connection!, Seal.Digest(conversation.Id), Reference.New());
            // The same conversation sent at the same moment, perhaps to another node, waits here for the first and then makes nothing.
            if (await connection.ExecuteAsync(
                "insert into referrals (reference, conversation, sent_as, sealed, received_at) values (@reference, @key, @sentAs, @kept, @now) on conflict (conversation) do nothing",
                new { reference, key, sentAs, kept, now = Now }, transaction) == 0)
            {
                var (earlier, earlierAs) = await connection.QueryFirstAsync<(string, string)>("select reference, sent_as from referrals where conversation = @key", new { key }, transaction);
                var to = await connection.QueryFirstAsync<string>("select destination from passes where reference = @earlier order by sent_at, id limit 1", new { earlier }, transaction);
                return new Receipt(earlier, to, earlierAs == sentAs);
            }
            await SendAsync(transaction, reference, sending);
            await tallies.AddAsync(transaction, tally.Received(kept, sending.Destination));
            return new Receipt(reference, sending.Destination, Same: true);
        }, cancel);
        letters.Ring();
        return receipt;
    }

    /// <summary>The referral of that reference, or null.</summary>
    public async Task<BookEntry?> FindAsync(string reference, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await FindAsync(connection, null, reference);
    }

    /// <summary>The sending of that id, or null.</summary>
    public async Task<Pass?> PassAsync(string id, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<Pass>($"select {PassColumns} from passes where id = @id", new { id });
    }

    /// <summary>All sendings that nobody has answered, of referrals that are open.</summary>
    public async Task<IReadOnlyList<Pass>> OpenPassesAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<Pass>(
            $"select {PassColumns} from passes where answer is null and reference in (select reference from referrals where closed_at is null) order by due_at")];
    }

    /// <summary>Open referrals that even the last service can't take: how many, by that service.</summary>
    public async Task<IReadOnlyList<(string Destination, int Count)>> StrandedAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<(string, int)>(
            """
            select last.destination, count(*) from passes last
            where last.reference in (select reference from referrals where closed_at is null)
              and not exists (select 1 from passes other where other.reference = last.reference
                              and (other.answer is null or other.sent_at > last.sent_at or (other.sent_at = last.sent_at and other.id > last.id)))
            group by last.destination
            """)];
    }

    /// <summary>References of open referrals received before then.</summary>
    public async Task<IReadOnlyList<string>> OpenSinceBeforeAsync(DateTimeOffset then, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<string>(
            "select reference from referrals where closed_at is null and received_at < @then", new { then = then.ToUnixTimeMilliseconds() })];
    }

    /// <summary>
    /// One service will not act on it: it goes to the next. Does nothing if the sending has been answered in the meantime. Without a next,
    /// the referral stays open, so that it is escalated and not forgotten.
    /// </summary>
    /// <param name="pass">The sending that failed.</param>
    /// <param name="answer">full, silent, refused or unreadable.</param>
    /// <param name="next">To whom it goes, or null.</param>
    /// <param name="cancel">Isn't heeded once the commit has begun.</param>
    public async Task<bool> PassOnAsync(Pass pass, string answer, Sending? next, CancellationToken cancel)
    {
        var done = await database.CommitAsync(async transaction =>
        {
            if (await OpenAsync(transaction, pass.Reference) is not { } open || !await CloseAsync(transaction, pass.Id, answer)) return false;
            // Of what couldn't be encrypted, the letter says just that, and is to arrive.
            if (answer != "unreadable") await letters.DestroyAsync(transaction, pass.Letters);
            if (next is not null) await SendAsync(transaction, pass.Reference, next);
            await tallies.AddAsync(transaction, tally.PassedOn(open, pass.Destination, answer, next?.Destination));
            return true;
        }, cancel);
        if (done) letters.Ring();
        return done;
    }

    /// <summary>
    /// The same sending once more, because the service can now receive it, or needs a fresh link. Earlier letters of it are destroyed and
    /// their links are dead; answer links stay good. False, and nothing is sent, if it was answered or sent again meanwhile, or still can't
    /// be encrypted.
    /// </summary>
    public async Task<bool> SendAgainAsync(Pass pass, Sending sending, CancellationToken cancel)
    {
        var done = await database.CommitAsync(async transaction =>
        {
            if (await OpenAsync(transaction, pass.Reference) is null || await transaction.Connection!.QueryFirstOrDefaultAsync<string>(
                "select id from passes where id = @Id and letter = @Letter and answer is null", pass, transaction) is null) return false;
            var post = sending.Post(pass.Reference, pass.Id);
            if (post.Trouble is not null) return false;
            var (letter, codeLetter) = await PromiseAsync(transaction, sending.Destination, post);
            // The promise counts from when there was something to read.
            await transaction.Connection!.ExecuteAsync(
                "update passes set letter = @letter, code_letter = @codeLetter, due_at = case when trouble is null then due_at else @due end, trouble = null where id = @Id",
                new { pass.Id, letter, codeLetter, due = sending.DueAt.ToUnixTimeMilliseconds() }, transaction);
            if (post.Notice is { } notice) await notices.BeginAsync(transaction, pass.Id, notice);
            await letters.DestroyAsync(transaction, pass.Letters);
            await letters.RemoveAsync(transaction, pass.Letters);
            return true;
        }, cancel);
        After(done);
        return done;
    }

    /// <summary>The answers of a notice, still sealed, for somebody who has the code: once for each link. Null if the link is spent, or the sending closed.</summary>
    public Task<byte[]?> ReadAsync(Pass pass, string link, CancellationToken cancel) => database.CommitAsync(async transaction =>
    {
        if (await OpenAsync(transaction, pass.Reference) is not { } open || !await notices.SpendAsync(transaction, pass.Id, link)) return null;
        return await transaction.Connection!.ExecuteAsync(
            "update passes set opened_at = coalesce(opened_at, @now) where id = @Id and answer is null", new { pass.Id, now = Now }, transaction) == 0 ? null : open.Sealed;
    }, cancel);

    /// <summary>
    /// A service has taken it, also if that comes late. The answers are destroyed; other services that may have it are told. False if the
    /// referral was closed before.
    /// </summary>
    public async Task<bool> TakenAsync(Pass pass, Func<Pass, Letter?> tell, CancellationToken cancel)
    {
        var done = await database.CommitAsync(async transaction =>
        {
            if (await OpenAsync(transaction, pass.Reference) is not { } open) return false;
            await transaction.Connection!.ExecuteAsync(
                "update referrals set sealed = null, closed_at = @now, closed_as = 'taken' where reference = @Reference", new { pass.Reference, now = Now }, transaction);
            await transaction.Connection!.ExecuteAsync("update passes set answer = 'taken', answered_at = @now where id = @Id", new { pass.Id, now = Now }, transaction);
            await TellOthersAsync(transaction, pass.Reference, p => p.Id == pass.Id ? null : tell(p), "silent");
            await tallies.AddAsync(transaction, tally.Taken(open, pass.Destination, TimeSpan.FromMilliseconds(Now - open.ReceivedAt)));
            return true;
        }, cancel);
        After(done);
        return done;
    }

    /// <summary>The person takes it back: what isn't delivered is destroyed, whoever may have it is told. False if it was closed before.</summary>
    public async Task<bool> WithdrawAsync(string reference, Func<Pass, Letter?> tell, CancellationToken cancel)
    {
        var done = await database.CommitAsync(async transaction =>
        {
            var open = await OpenAsync(transaction, reference);
            if (await transaction.Connection!.ExecuteAsync(
                "update referrals set sealed = null, closed_at = coalesce(closed_at, @now), closed_as = 'withdrawn' where reference = @reference and (closed_as is null or closed_as <> 'withdrawn')", new { reference, now = Now }, transaction) == 0) return false;
            await TellOthersAsync(transaction, reference, tell, "withdrawn");
            // Taken back after a service had taken it, it stays counted as taken.
            if (open is not null) await tallies.AddAsync(transaction, tally.Withdrawn(open));
            return true;
        }, cancel);
        After(done);
        return done;
    }

    /// <summary>Nobody took it in all that time. It was escalated again and again; now the answers are destroyed.</summary>
    public async Task<bool> UnansweredAsync(string reference, CancellationToken cancel)
    {
        var done = await database.CommitAsync(async transaction =>
        {
            if (await OpenAsync(transaction, reference) is not { } open) return false;
            await transaction.Connection!.ExecuteAsync(
                "update referrals set sealed = null, closed_at = @now, closed_as = 'unanswered' where reference = @reference", new { reference, now = Now }, transaction);
            // A letter that was never delivered holds the same words.
            var entry = (await FindAsync(transaction.Connection!, transaction, reference))!;
            await letters.DestroyAsync(transaction, [.. entry.Passes.SelectMany(p => p.Letters)]);
            await tallies.AddAsync(transaction, tally.Unanswered(open));
            return true;
        }, cancel);
        After(done);
        return done;
    }

    /// <summary>Forgets even that there was a form, once it has been closed for long enough.</summary>
    public async Task ForgetAsync(DateTimeOffset closedBefore, CancellationToken cancel)
    {
        var forgotten = await database.CommitAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            const string Old = "select reference from referrals where closed_at < @then";
            var then = closedBefore.ToUnixTimeMilliseconds();
            var removed = await connection.ExecuteAsync($"delete from passes where reference in ({Old}); delete from referrals where closed_at < @then", new { then }, transaction);
            // Those that brought a form, and those that only told a service that it was withdrawn or taken elsewhere.
            removed += await LetterBox.RemoveSettledAsync(transaction, closedBefore, "select letter from passes union all select code_letter from passes where code_letter is not null");
            return removed > 0;
        }, cancel);
        After(forgotten);
    }

    /// <summary>
    /// Makes a restored copy the site's database: services have at least until then to answer once more, letters that waited are due now.
    /// </summary>
    public Task RestoreAsync(DateTimeOffset answerUntil, CancellationToken cancel) => database.CommitAsync(async transaction =>
    {
        await Marks.TakeAsync(transaction);
        await letters.DueAgainAsync(transaction);
        return await transaction.Connection!.ExecuteAsync(
            "update passes set due_at = @until where answer is null and due_at < @until", new { until = answerUntil.ToUnixTimeMilliseconds() }, transaction);
    }, cancel);

    /// <summary>Removes tests received before then, whatever became of them: they are nobody's, and are in no count.</summary>
    public async Task ForgetSyntheticAsync(DateTimeOffset receivedBefore, CancellationToken cancel)
    {
        var forgotten = await database.CommitAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            var old = (await connection.QueryAsync<(string Reference, string Letter)>(
                "select p.reference, p.letter from passes p join referrals r on r.reference = p.reference where p.destination = @destination and r.received_at < @then",
                new { destination = Synthetic.Destination, then = receivedBefore.ToUnixTimeMilliseconds() }, transaction)).ToList();
            if (old.Count == 0) return false;
            var (references, letterIds) = (old.Select(o => o.Reference).ToArray(), old.Select(o => o.Letter).ToArray());
            await letters.DestroyAsync(transaction, letterIds);
            await connection.ExecuteAsync(
                $"delete from passes where {database.Among("reference", "@references")}; delete from referrals where {database.Among("reference", "@references")}", new { references }, transaction);
            await letters.RemoveAsync(transaction, letterIds);
            return true;
        }, cancel);
        After(forgotten);
    }

    private void After(bool done)
    {
        if (!done) return;
        letters.MustForget();
        letters.Ring();
    }

    private async Task SendAsync(DbTransaction transaction, string reference, Sending sending)
    {
        var pass = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var post = sending.Post(reference, pass);
        var (letter, codeLetter) = await PromiseAsync(transaction, sending.Destination, post);
        await transaction.Connection!.ExecuteAsync(
            "insert into passes (id, reference, destination, letter, code_letter, sent_at, due_at, trouble) values (@pass, @reference, @Destination, @letter, @codeLetter, @now, @due, @Trouble)",
            new { pass, reference, sending.Destination, letter, codeLetter, now = Now, due = sending.DueAt.ToUnixTimeMilliseconds(), post.Trouble }, transaction);
        if (post.Notice is { } notice) await notices.BeginAsync(transaction, pass, notice);
    }

    /// <summary>Promises what leaves for a sending; gives the ids of the letter and of the one with the code.</summary>
    private async Task<(string Letter, string? CodeLetter)> PromiseAsync(DbTransaction transaction, string destination, Post post)
    {
        async Task<string> Promise(Letter letter)
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            await letters.PromiseAsync(transaction, id, destination, letter);
            return id.ToString("N");
        }

        return (await Promise(post.Letter), post.Notice?.CodeLetter is { } code ? await Promise(code) : null);
    }

    /// <summary>The referral if it is still open, and then ours until the transaction ends: what services, the person and the overseer do at once is done one after the other.</summary>
    private async Task<OpenReferral?> OpenAsync(DbTransaction transaction, string reference) => await transaction.Connection!.QueryFirstOrDefaultAsync<OpenReferral>(
        $"select sealed, received_at as ReceivedAt from referrals where reference = @reference and closed_at is null {database.ForUpdate}", new { reference }, transaction);

    private async Task<bool> CloseAsync(DbTransaction transaction, string pass, string answer) => await transaction.Connection!.ExecuteAsync(
        "update passes set answer = @answer, answered_at = @now where id = @pass and answer is null", new { pass, answer, now = Now }, transaction) == 1;

    /// <summary>Destroys the letters that are still here, and writes to the services whose letter isn't.</summary>
    private async Task TellOthersAsync(DbTransaction transaction, string reference, Func<Pass, Letter?> tell, string closeAs)
    {
        var entry = (await FindAsync(transaction.Connection!, transaction, reference))!;
        // All of them, also to a service that isn't listed any more and can't be written to.
        var mayBeOut = await letters.DestroyAsync(transaction, [.. entry.Passes.SelectMany(p => p.Letters)]);
        foreach (var pass in entry.Passes)
        {
            await CloseAsync(transaction, pass.Id, closeAs);
            // Whoever said "full" has let go of it; whoever never had the words has nothing to be told.
            if ((mayBeOut.Contains(pass.Letter) || pass.OpenedAt is not null) && pass.Trouble is null && pass.Answer is not "full" && tell(pass) is { } letter)
                await letters.PromiseAsync(transaction, Guid.CreateVersion7(clock.GetUtcNow()), pass.Destination, letter);
        }
    }

    private static async Task<BookEntry?> FindAsync(DbConnection connection, DbTransaction? transaction, string reference)
    {
        var row = await connection.QueryFirstOrDefaultAsync<(string Reference, long ReceivedAt, byte[]? Sealed, string? ClosedAs)?>(
            "select reference, received_at, sealed, closed_as from referrals where reference = @reference", new { reference }, transaction);
        if (row is not { } found) return null;
        var passes = await connection.QueryAsync<Pass>($"select {PassColumns} from passes where reference = @reference order by sent_at, id", new { reference }, transaction);
        return new BookEntry(found.Reference, DateTimeOffset.FromUnixTimeMilliseconds(found.ReceivedAt), found.Sealed, found.ClosedAs, [.. passes]);
    }
}
