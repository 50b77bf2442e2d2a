using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>What comes out of a printer: the page as Chromium prints it, and its codes as a telephone reads them.</summary>
internal static partial class Paper
{
    /// <summary>How many sheets of A4 it takes.</summary>
    public static async Task<int> SheetsAsync(IPage page) => Leaf().Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" })));

    /// <summary>A picture of what is printed, as wide as a sheet of A4.</summary>
    public static async Task<byte[]> PictureAsync(IPage page)
    {
        await page.SetViewportSizeAsync(794, 1123);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        return await page.ScreenshotAsync();
    }

    /// <summary>What every code in a picture says, as zbar reads them.</summary>
    public static async Task<IReadOnlyList<string>> CodesAsync(byte[] png)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, png);
            using var zbar = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", "--set", "*.enable=0", "--set", "qr.enable=1", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var read = await zbar.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await zbar.WaitForExitAsync(TestContext.Current.CancellationToken);
            return read.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex Leaf();
}
