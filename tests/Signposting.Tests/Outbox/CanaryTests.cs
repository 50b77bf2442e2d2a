using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Signposting.Storage;
using Signposting.Tests.DeliveryModes;

namespace Signposting.Tests.Outbox;

/// <summary>
/// Something unmistakable is typed into every field. It is never in the logs, in no file in clear before delivery, and after it in no file
/// at all, not even sealed. The process is the real one, with its console and its data folder.
/// </summary>
public sealed class CanaryTests(SeveralNodes.PostgresServer postgres) : IDisposable
{
    private const string Canary = "Qanaria";
    /// <summary>Who receives what is typed here.</summary>
    private const string Receiver = "services/cwa-refuge.yaml";
    private const string Number = "07700 987 654";
    private readonly TestAuthority _authority = new();

    /// <summary>Through as many questions with a free text as one way leads.</summary>
    private static readonly (string Field, string Value)[] Professional =
    [
        ("for", "professional"), ("knows", "agreed"), ("agency", Text("agency")), ("needs", "refuge"), ("needs", "housing"), ("children", "yes"),
        ("children-about", Text("children-about")), ("pets", "yes"), ("pets-about", Text("pets-about")), ("language", "other"), ("language-other", Text("language-other")),
        ("access-about", Text("access-about")), ("words", Text("words") + " \u0645\u062f\u062f"), ("name", Text("name")), ("whom", "me"), ("ways", "call"), ("ways", "email"), ("ways", "other"),
        ("phone", Number), ("email", Text("email") + "@mail.example"), ("other-way", Text("other-way")), ("times", Text("times")),
        ("someone-else", Text("someone-else")), ("never", Text("never")),
    ];

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Every_free_text_field_of_the_form_has_its_canary()
    {
        var free = Referrals.Journey.Questions.SelectMany(q => q.Fields).Where(f => !f.Choice).Select(f => f.Name);

        Assert.All(free, f => Assert.Contains(Professional, p => p.Field == f));
    }

    [Fact]
    public async Task Words_sent_by_mail_are_in_no_log_and_in_no_file_once_they_are_delivered()
    {
        var decided = new TaskCompletionSource();
        await using var server = new OddServer(_authority.Issue());
        server.Answer = async (said, over) =>
        {
            if (said.Verb == ".") await decided.Task.WaitAsync(over);
            return null;
        };
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data, Postfix.Settings(_authority, server.Port));
        await Filling.SendAsync(site.Browser(), Professional);

        // It is with the mail server, which hasn't decided: nothing in clear anywhere, and we know the sealed form of it.
        var row = Assert.Single(await RowsOf(data));
        Assert.NotNull(row.Sealed);
        Assert.Empty(Holding(data, InClear));
        Assert.NotEmpty(Holding(data, [row.Sealed[40..72]]));

        decided.SetResult();
        await Until.TrueAsync(async () => (await RowsOf(data)).Single().Delivered, () => "It is not delivered.");
        var body = Assert.Single(server.Arrivals).Message.TextBody;
        Assert.All(Professional.Where(p => p.Value.Contains(Canary, StringComparison.Ordinal)), p => Assert.Contains(p.Value, body, StringComparison.Ordinal));
        // Gone from the file and its journal, the sealed form included.
        await Until.TrueAsync(() => Holding(data, [row.Sealed[40..72], row.Sealed[^32..]]).Count == 0, "The sealed letter is still in a file.");
        Assert.Empty(Holding(data, InClear));

        await site.StopAsync();
        Assert.Empty(Holding(data, [.. InClear, row.Sealed[40..72]]));
        NothingIn(site.Console);
    }

    [Fact]
    public async Task Words_kept_in_postgresql_are_in_none_of_its_files_in_clear_before_or_after_delivery()
    {
        var decided = new TaskCompletionSource();
        await using var server = new OddServer(_authority.Issue());
        server.Answer = async (said, over) =>
        {
            if (said.Verb == ".") await decided.Task.WaitAsync(over);
            return null;
        };
        var (data, database) = (Repository.NewFolder(), await postgres.NewDatabaseAsync());
        await using var site = await ShippedSite.StartAsync(data, [.. postgres.Settings(database), .. Postfix.Settings(_authority, server.Port), ("Mail:Timeout", "00:03:00")]);
        await Filling.SendAsync(site.Browser(), Professional);
        await SeveralNodes.PostgresServer.WriteOutAsync(database);
        // Sealed, it is there: the files are the right ones.
        Assert.NotEmpty(Holding(await postgres.FilesOfAsync(database), [await SeveralNodes.PostgresServer.SealedAsync(database)]));
        Assert.Empty(Holding(await postgres.FilesOfAsync(database), [.. InClear.Take(2)]));

        decided.SetResult();
        await Until.TrueAsync(() => site.Console.Contains("delivered, attempt 1", StringComparison.Ordinal), "It is not delivered.");
        await SeveralNodes.PostgresServer.WriteOutAsync(database);
        await site.StopAsync();
        Assert.Empty(Holding(await postgres.FilesOfAsync(database), [.. InClear.Take(2)]));
        Assert.Empty(Holding(data, InClear));
        NothingIn(site.Console);
    }

    [Fact]
    public async Task Words_written_to_the_mail_folder_are_in_the_letter_and_nowhere_else()
    {
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data);
        await Filling.SendAsync(site.Browser(), Professional);
        await Until.TrueAsync(async () => (await RowsOf(data)).Single().Delivered, () => "It is not delivered.");

        var letter = Assert.Single(System.IO.Directory.GetFiles(Path.Combine(data, "mail")));
        Assert.Contains(Text("words"), MimeKit.MimeMessage.Load(letter, TestContext.Current.CancellationToken).TextBody, StringComparison.Ordinal);
        File.Delete(letter);
        await site.StopAsync();
        Assert.Empty(Holding(data, InClear));
        NothingIn(site.Console);
    }

    [Fact]
    public async Task Words_in_what_went_wrong_are_in_no_log()
    {
        // A mail server that repeats what it was told, and forms that break in every way we know.
        await using var server = new OddServer(_authority.Issue()) { Answer = (said, _) => Task.FromResult(said.Verb == "RCPT" ? $"550 5.1.1 {Text("mailbox")} {said.Line}" : null) };
        var data = Repository.NewFolder();
        await using var site = await ShippedSite.StartAsync(data, Postfix.Settings(_authority, server.Port));
        using var browser = site.Browser();
        await Filling.SendAsync(browser, Professional);
        await Until.TrueAsync(async () => (await RowsOf(data)).Single().Tries == 1, () => "It was not tried.");
        var visitor = await Filling.BeginAsync(browser);
        await visitor.PostAsync($"/en/c?q={Canary}", [.. visitor.Fields(), ("go", Canary), (Canary, Canary)]);
        await visitor.PostAsync("/en/c", [("state", Canary), ("at", Canary), ("words", Canary)]);
        await visitor.PostAsync("/en/c", [("words", Canary + new string('x', 400_000))]);
        await visitor.OpenAsync($"/en/{Canary}?q={Canary}");
        foreach (var type in new[] { "multipart/form-data", "multipart/form-data; boundary=x", $"text/{Canary}" })
        {
            using var content = new StringContent($"--x\r\nContent-Disposition: form-data; name=\"{Canary}\"\r\n\r\n{Canary}");
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var _ = await browser.PostAsync("/en/c", content, TestContext.Current.CancellationToken);
        }

        await site.StopAsync();
        Assert.Contains("recipient 550", site.Console, StringComparison.Ordinal);
        NothingIn(site.Console);
        Assert.DoesNotContain("partnership.example", site.Console, StringComparison.Ordinal);
        Assert.Empty(Holding(data, InClear));
    }

    [Fact]
    public async Task Words_encrypted_for_a_service_are_in_clear_nowhere_not_even_in_the_letter()
    {
        var data = Repository.NewFolder();
        using var content = new Content.Broken();
        using var key = new MailKey();
        content.Smime(Receiver, key);
        await using var site = await ShippedSite.StartAsync(data, content.Settings());
        await Filling.SendAsync(site.Browser(), Professional);
        await Until.TrueAsync(async () => (await RowsOf(data)).Single().Delivered, () => "It is not delivered.");

        Assert.Empty(Holding(data, InClear));
        Assert.Contains(Text("words"), (await OpenSsl.DecryptAsync(MimeKit.MimeMessage.Load(System.IO.Directory.GetFiles(Path.Combine(data, "mail")).Single(), TestContext.Current.CancellationToken), key)).Words, StringComparison.Ordinal);
        await site.StopAsync();
        Assert.Empty(Holding(data, InClear));
        NothingIn(site.Console);
    }

    [Fact]
    public async Task Words_read_here_with_a_code_are_in_clear_on_that_one_page_only()
    {
        var data = Repository.NewFolder();
        using var content = new Content.Broken();
        content.Set(Receiver, "delivery: notice", $"code-to: {Listing.CodeMailbox}");
        await using var site = await ShippedSite.StartAsync(data, content.Settings());
        using var browser = site.Browser();
        await Filling.SendAsync(browser, Professional);
        await Until.TrueAsync(async () => (await RowsOf(data)).All(r => r.Delivered), () => "It is not delivered.");
        Assert.Empty(Holding(data, InClear));

        var letters = System.IO.Directory.GetFiles(Path.Combine(data, "mail")).Select(f => MimeKit.MimeMessage.Load(f).TextBody!).ToList();
        var code = letters.Single(l => l.Contains("Code: ", StringComparison.Ordinal)).Split("Code: ")[1][..9];
        var link = new Uri(letters.Single(l => l.Contains("Read it: ", StringComparison.Ordinal)).Split("Read it: ")[1].Split('\n', '\r')[0]).AbsolutePath;
        var reader = await new Visitor(browser).OpenAsync(link);
        // What somebody types in the wrong place is in no log either.
        await reader.Fill("code", Canary).PressAsync("read");
        await reader.Fill("code", code).PressAsync("read");
        Assert.Contains(Text("words"), reader.Text, StringComparison.Ordinal);
        await reader.PressAsync("answer");
        Assert.Equal("Noted", reader.Heading);

        await site.StopAsync();
        Assert.Empty(Holding(data, InClear));
        NothingIn(site.Console);
        Assert.DoesNotContain(code, site.Console, StringComparison.Ordinal);
        Assert.DoesNotContain(link, site.Console, StringComparison.Ordinal);
        // Nor the code in the database.
        Assert.DoesNotContain(Holding(data, [Encoding.UTF8.GetBytes(code)]), f => !f.StartsWith("mail", StringComparison.Ordinal));
    }

    private static string Text(string field) => $"{Canary}-{field}";

    /// <summary>The canary as files may hold it: UTF-8, UTF-16 and each of the three ways in which base64 cuts it.</summary>
    private static byte[][] InClear =>
    [
        Encoding.UTF8.GetBytes(Canary), Encoding.Unicode.GetBytes(Canary), Encoding.UTF8.GetBytes(Number), Encoding.UTF8.GetBytes("مدد"),
        .. Enumerable.Range(0, 3).Select(shift => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', shift) + Canary))[(shift == 0 ? 0 : 4)..8])),
    ];

    private static void NothingIn(string console)
    {
        Assert.Contains("Now listening", console, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, console, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Number, console, StringComparison.Ordinal);
        Assert.DoesNotContain(Number.Replace(" ", "", StringComparison.Ordinal), console, StringComparison.Ordinal);
    }

    /// <summary>Files under the folder that hold any of these bytes.</summary>
    internal static List<string> Holding(string folder, byte[][] any) => Holding(System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), any);

    private static List<string> Holding(IEnumerable<string> files, byte[][] any) =>
    [
        .. files.Where(f =>
        {
            try
            {
                using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var bytes = new byte[file.Length];
                var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                return any.Any(a => bytes.AsSpan(0, read).IndexOf(a) >= 0);
            }
            catch (FileNotFoundException)
            {
                // Gone since it was listed.
                return false;
            }
        }),
    ];

    private static Task<List<Row>> RowsOf(string data) => new SqliteDatabase(new StorageOptions { Folder = data }).RowsAsync();
}
