using System.IO.Compression;
using System.Text;
using Signposting.SafeBrowsing;

namespace Signposting.Tests.SafeBrowsing;

/// <summary>The script that every page carries: small, and unable to keep anything.</summary>
public sealed class ScriptTests
{
    private static readonly string Script = Write(Inline.Script);

    [Fact]
    public void It_is_at_most_three_kilobytes_on_the_line()
    {
        using var sent = new MemoryStream();
        using (var brotli = new BrotliStream(sent, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(Encoding.UTF8.GetBytes(Script));

        Assert.InRange(sent.Length, 500, 3072);
    }

    [Theory]
    [InlineData("localStorage")]
    [InlineData("sessionStorage")]
    [InlineData("indexedDB")]
    [InlineData("caches")]
    [InlineData("cookie")]
    [InlineData("serviceWorker")]
    [InlineData("sendBeacon")]
    [InlineData("pushState")]
    [InlineData("document.write")]
    [InlineData("innerHTML")]
    [InlineData("eval")]
    [InlineData(".href =")]
    [InlineData("window.open")]
    public void It_knows_of_no_way_to_keep_or_to_tell(string way) => Assert.DoesNotContain(way, Script, StringComparison.Ordinal);

    [Fact]
    public void It_is_sent_without_its_remarks()
    {
        Assert.Contains("location.replace", Script, StringComparison.Ordinal);
        Assert.DoesNotContain(Script.Split('\n'), line => line.StartsWith("//", StringComparison.Ordinal) || line.Length == 0 || line != line.Trim());
    }

    private static string Write(Inline inline)
    {
        using var writer = new StringWriter();
        inline.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }
}
