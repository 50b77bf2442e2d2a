using System.Diagnostics;
using System.Text;
using MimeKit;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.DeliveryModes;

/// <summary>OpenSSL, which reads our S/MIME as the mail program of a service would: another implementation of the standard than ours.</summary>
internal static class OpenSsl
{
    /// <summary>What came out of it, and whether it was content.</summary>
    internal sealed record Result(int ExitCode, byte[] Output, string Errors)
    {
        public MimeEntity Part => MimeEntity.Load(new MemoryStream(Output), TestContext.Current.CancellationToken);

        public string Words => ((TextPart)Part).Text.ReplaceLineEndings("\n");
    }

    /// <summary>Opens a letter with the key of a service.</summary>
    public static async Task<Result> DecryptAsync(MimeMessage letter, MailKey key)
    {
        var file = Path.Combine(Repository.NewFolder(), "letter.eml");
        await letter.WriteToAsync(file, TestContext.Current.CancellationToken);
        return await RunAsync("cms", "-decrypt", "-in", file, "-recip", key.PemFile, "-inkey", key.KeyFile);
    }

    /// <summary>Checks the signature of what was decrypted and gives what was signed.</summary>
    public static async Task<Result> VerifyAsync(byte[] part, string authority)
    {
        var file = Path.Combine(Repository.NewFolder(), "signed.eml");
        await File.WriteAllBytesAsync(file, part, TestContext.Current.CancellationToken);
        return await RunAsync("cms", "-verify", "-in", file, "-CAfile", authority, "-purpose", "smimesign");
    }

    public static async Task<Result> RunAsync(params string[] arguments)
    {
        var openssl = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(p => Path.Combine(p, "openssl")).FirstOrDefault(File.Exists);
        if (openssl is null && Environment.GetEnvironmentVariable("CI") is null) Assert.Skip("OpenSSL isn't installed: apt-get install --no-install-recommends openssl");
        using var process = Process.Start(new ProcessStartInfo(openssl!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardErrorEncoding = Encoding.UTF8 })!;
        using var output = new MemoryStream();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Until.Limit);
        return new Result(process.ExitCode, output.ToArray(), await errors);
    }
}
