using System.Diagnostics;
using System.Net;
using Dapper;
using Signposting.Storage;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.Failures;

/// <summary>An SQLite file that somebody else holds, a disk that is really full, and one that can only be read.</summary>
public sealed class FileFaultTests
{
    private readonly string _data = Repository.NewFolder();

    [Fact]
    public async Task A_database_that_another_process_holds_for_a_moment_delays_the_form_and_one_that_it_keeps_is_said()
    {
        await using var site = await ShippedSite.StartAsync(_data);
        var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("name", "Ana of the lock"));
        IReadOnlyList<(string, string)> form = [.. visitor.Fields(), ("go", "send")];
        await using (var connection = await new SqliteDatabase(new StorageOptions { Folder = _data }).OpenAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("begin immediate");
            // For longer than anybody waits.
            await visitor.PostAsync("/en/c", form);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
            Assert.Contains("It was not sent.", visitor.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("Ana of the lock", visitor.Text, StringComparison.Ordinal);
            var pressed = visitor.PostAsync("/en/c", form);
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.False(pressed.IsCompleted);
            await connection.ExecuteAsync("rollback");
            await pressed;
        }
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await Until.TrueAsync(() => System.IO.Directory.Exists(Path.Combine(_data, "mail")) && System.IO.Directory.GetFiles(Path.Combine(_data, "mail"), "*.eml").Length == 1, "It has not arrived.");
    }

    [Fact]
    public async Task A_disk_that_is_full_says_so_keeps_the_answers_and_once_there_is_room_the_form_is_taken()
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var site = await ShippedSite.StartAsync(disk.Folder, ("Mail:Folder", Path.Combine(_data, "mail")));
        await Filling.SendAsync(site.Browser());
        var visitor = await Filling.FilledInAsync(site.Browser(), "en", ("name", "Ana of the full disk"));
        IReadOnlyList<(string, string)> form = [.. visitor.Fields(), ("go", "send")];
        var filler = disk.Fill();

        await visitor.PostAsync("/en/c", form);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        Assert.Contains("Ana of the full disk", visitor.Text, StringComparison.Ordinal);
        using var monitor = site.Browser();
        Assert.Equal("not ready: the database can't be written", await (await monitor.GetAsync("/health/ready", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        File.Delete(filler);
        await visitor.PostAsync("/en/c", form);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await Until.TrueAsync(() => System.IO.Directory.GetFiles(Path.Combine(_data, "mail"), "*.eml").Length == 2, "It has not arrived.");
        Assert.Equal("ready", await monitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Ana of", site.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_can_only_be_read_stops_the_start_and_is_as_it_was_afterwards()
    {
        await using var disk = await SmallDisk.MountAsync();
        string reference;
        await using (var site = await ShippedSite.StartAsync(disk.Folder, ("Mail:Folder", "/proc/nowhere")))
        {
            reference = await Filling.SendAsync(site.Browser());
            await site.StopAsync();
        }
        await disk.RemountAsync("ro");

        var start = await Content.Verb.RunAsync("--urls=http://127.0.0.1:0", settings: ("Storage:Folder", disk.Folder));
        Assert.NotEqual(0, start.ExitCode);
        Assert.Contains($"The database in '{disk.Folder}' can't be written", start.Errors + start.Output, StringComparison.Ordinal);

        await disk.RemountAsync("rw");
        await using var again = await ShippedSite.StartAsync(disk.Folder, ("Mail:Folder", Path.Combine(_data, "mail")));
        await using (var connection = await new SqliteDatabase(new StorageOptions { Folder = disk.Folder }).OpenAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("update letters set next_try_at = 0");
        await Until.TrueAsync(() => System.IO.Directory.Exists(Path.Combine(_data, "mail")) && System.IO.Directory.GetFiles(Path.Combine(_data, "mail"), "*.eml").Length == 1, "It has not arrived.");
        Assert.Equal($"Referral {reference}", MimeKit.MimeMessage.Load(System.IO.Directory.GetFiles(Path.Combine(_data, "mail"))[0], TestContext.Current.CancellationToken).Subject);
    }

    /// <summary>A file system of a few megabytes in memory. Where none can be mounted the test is skipped, except in a pipeline.</summary>
    private sealed class SmallDisk : IAsyncDisposable
    {
        public string Folder { get; } = Repository.NewFolder();

        public static async Task<SmallDisk> MountAsync()
        {
            var disk = new SmallDisk();
            if (await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m,mode=0777", "tmpfs", disk.Folder) != 0 && Environment.GetEnvironmentVariable("CI") is null)
                Assert.Skip("No file system can be mounted here (root, or sudo that asks nothing, is needed).");
            return disk;
        }

        public async Task RemountAsync(string how) => Assert.Equal(0, await RunAsync("mount", "-o", $"remount,{how}", Folder));

        /// <summary>Leaves no room at all; gives the file that takes it.</summary>
        public string Fill()
        {
            var filler = Path.Combine(Folder, "filler");
            using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            try
            {
                while (true) file.Write(new byte[4096]);
            }
            catch (IOException)
            {
                return filler;
            }
        }

        public async ValueTask DisposeAsync() => await RunAsync("umount", "-l", Folder);

        private static async Task<int> RunAsync(string program, params string[] arguments)
        {
            string[] command = Environment.UserName == "root" ? [program, .. arguments] : ["sudo", "-n", program, .. arguments];
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
