using System.IO.Compression;
using System.Text;
using Signposting.SafeBrowsing;
using Signposting.Tests;

namespace Signposting.Benchmarks;

/// <summary>
/// How many bytes come before the first view: one request brings the page with its style and script. What fits the first window of a
/// connection (10 segments, RFC 6928: some 14 KB) comes in one round trip, which is most of the wait on a slow line.
/// </summary>
internal static class FirstView
{
    private const int Window = 14 * 1024;

    public static readonly Benchmark Benchmark = new("first-view",
        "bytes of a first view, style and script included, as sent and compressed, against the 14 KB of a connection's first window", RunAsync);

    private static async Task RunAsync(TextWriter to)
    {
        await using var site = new Site(Machine.Quiet);
        using var browser = site.Browser();
        await to.WriteLineAsync($"\n{"",-16} {"plain",8} {"gzip",8} {"brotli 4",9} {"brotli 11",10} {"headers",8} {"of 14 KB",9}");
        foreach (var path in from language in new[] { "en", "pl", "ur" } from page in new[] { "", "/t/1", "/g/1", "/s", "/c" } select $"/{language}{page}")
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
            var head = Encoding.Latin1.GetByteCount($"HTTP/1.1 200 OK\r\n{answer.Headers}{answer.Content.Headers}\r\n");
            await PrintAsync(to, path, await answer.Content.ReadAsByteArrayAsync(), head);
        }
        await PrintAsync(to, "the style", Bytes(Inline.Style));
        await PrintAsync(to, "the script", Bytes(Inline.Script));
        await to.WriteLineAsync($"\nAs asked for with Accept-Encoding: br, /en comes as {await SentAsync(site)}.");
    }

    private static Task PrintAsync(TextWriter to, string what, byte[] plain, int headers = 0)
    {
        var smallest = Packed(plain, s => new BrotliStream(s, CompressionLevel.SmallestSize));
        var share = (double)(smallest + headers) / Window;
        return to.WriteLineAsync(
            $"{what,-16} {plain.Length,8} {Packed(plain, s => new GZipStream(s, CompressionLevel.SmallestSize)),8} {Packed(plain, s => new BrotliStream(s, CompressionLevel.Optimal)),9} {smallest,10} {headers,8} {share,8:P0}{(share > 1 ? "  over" : "")}");
    }

    private static async Task<string> SentAsync(Site site)
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var answer = await browser.GetAsync(new Uri("/en", UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        return $"{body.Length} bytes, {(answer.Content.Headers.ContentEncoding.FirstOrDefault() is { } how ? $"packed by the site ({how})" : "not packed: that is left to the proxy")}";
    }

    private static byte[] Bytes(Inline part)
    {
        using var text = new StringWriter();
        part.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static int Packed(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed)) stream.Write(plain);
        return packed.ToArray().Length;
    }
}
