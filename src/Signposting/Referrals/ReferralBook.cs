using System.Data.Common;
using Dapper;
using Signposting.Outbox;
using Signposting.Storage;

namespace Signposting.Referrals;

/// <summary>What became of "send".</summary>
/// <param name="Reference">What the person can quote.</param>
/// <param name="Destination">Id of the service that it goes to.</param>
/// <param name="Same">False when this conversation was sent before with other answers: then nothing new was made.</param>
internal sealed record Receipt(string Reference, string Destination, bool Same);

/// <summary>Which forms were received. The entry and its letter are one commit: if the page says "received", the letter will be tried.</summary>
internal sealed class ReferralBook(Database database, LetterBox letters, TimeProvider clock)
{
    /// <param name="conversation">The conversation that is sent.</param>
    /// <param name="sentAs">Digest of the sealed page and the choice of receiver: the same for a second press of the same button.</param>
    /// <param name="destination">Id of the service.</param>
    /// <param name="letter">Makes the letter, given the reference.</param>
    /// <param name="cancel">Isn't heeded once the commit has begun.</param>
    /// <exception cref="DbException">It could not be kept; then nothing was.</exception>
    public async Task<Receipt> ReceiveAsync(Conversation conversation, string sentAs, string destination, Func<string, Letter> letter, CancellationToken cancel)
    {
        var receipt = await database.CommitAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            var key = Seal.Digest(conversation.Id);
            var (earlier, earlierAs, earlierTo) = await connection.QueryFirstOrDefaultAsync<(string?, string?, string?)>(
                "select reference, sent_as, destination from referrals where conversation = @key", new { key }, transaction);
            if (earlier is not null) return new Receipt(earlier, earlierTo!, earlierAs == sentAs);

            var (id, reference) = (Guid.CreateVersion7(clock.GetUtcNow()), Reference.New());
            await letters.PromiseAsync(transaction, id, destination, letter(reference));
            await connection.ExecuteAsync(
                "insert into referrals (reference, conversation, sent_as, destination, letter, received_at) values (@reference, @key, @sentAs, @destination, @letter, @now)",
                new { reference, key, sentAs, destination, letter = id.ToString("N"), now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
            return new Receipt(reference, destination, Same: true);
        }, cancel);
        letters.Ring();
        return receipt;
    }
}
