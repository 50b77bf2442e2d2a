using Microsoft.Extensions.Options;
using Signposting.Storage;

namespace Signposting.Outbox;

/// <summary>Writes each letter as an <c>.eml</c> file. Written twice, it is the same file: a repeat after a crash doesn't double it.</summary>
internal sealed class FolderPostman(IOptions<MailOptions> options) : IPostman
{
    public async Task<Attempt> DeliverAsync(Envelope envelope, CancellationToken cancel)
    {
        try
        {
            var folder = StorageRoom.PrivateFolder(options.Value.Folder).FullName;
            var (draft, final) = (Path.Combine(folder, $"{envelope.Id:N}.part"), Path.Combine(folder, $"{envelope.Id:N}.eml"));
            await using (var file = File.Create(draft))
            {
                using var message = Mime.Of(envelope, options.Value);
                await message.WriteToAsync(file, cancel);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, final, overwrite: true);
            return Attempt.Accepted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Attempt(Delivery.NotNow, "folder");
        }
    }
}
