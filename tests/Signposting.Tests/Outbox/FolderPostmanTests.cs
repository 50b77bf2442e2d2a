using Microsoft.Extensions.Options;
using Signposting.Outbox;

namespace Signposting.Tests.Outbox;

/// <summary>Letters as files.</summary>
public sealed class FolderPostmanTests
{
    private readonly string _folder = Path.Combine(Repository.NewFolder(), "mail");
    private readonly Envelope _envelope = new(
        Guid.CreateVersion7(), "a-service", new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), 0, new Letter("a@service.example", "Referral ABCD", "Słowa 💜\n.\nFrom here"));

    [Fact]
    public async Task A_letter_written_again_is_the_same_file_byte_for_byte()
    {
        Assert.Equal(Attempt.Accepted, await DeliverAsync(_envelope));
        var first = await File.ReadAllBytesAsync(Assert.Single(Files()), TestContext.Current.CancellationToken);
        Assert.Equal(Attempt.Accepted, await DeliverAsync(_envelope with { Tries = 3 }));

        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Files()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_letter_half_written_by_a_crash_is_replaced()
    {
        System.IO.Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, $"{_envelope.Id:N}.part"), new string('x', 100_000), TestContext.Current.CancellationToken);

        await DeliverAsync(_envelope);

        Assert.Equal("Referral ABCD", MimeKit.MimeMessage.Load(Assert.Single(Files()), TestContext.Current.CancellationToken).Subject);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_reason_to_try_again()
    {
        await File.WriteAllTextAsync(_folder, "a file stands in its place", TestContext.Current.CancellationToken);
        Assert.Equal(new Attempt(Delivery.NotNow, "folder"), await DeliverAsync(_envelope));

        File.Delete(_folder);
        Assert.Equal(Attempt.Accepted, await DeliverAsync(_envelope));
    }

    private Task<Attempt> DeliverAsync(Envelope envelope) =>
        new FolderPostman(Options.Create(new MailOptions { Folder = _folder })).DeliverAsync(envelope, TestContext.Current.CancellationToken);

    private string[] Files() => System.IO.Directory.GetFiles(_folder);
}
