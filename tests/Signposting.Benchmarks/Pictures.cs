using Microsoft.Playwright;
using Signposting.Tests;

namespace Signposting.Benchmarks;

/// <summary>Not a figure but pictures: the home page and a page of the form in every language, on a telephone, for <c>docs/pictures</c>.</summary>
internal static class Pictures
{
    public static readonly Benchmark Benchmark = new("pictures", "draws docs/pictures anew: the home page and a page of the form in every language at 360 px", RunAsync);

    private static async Task RunAsync(TextWriter to)
    {
        await using var site = new Site(Machine.Quiet);
        site.UseKestrel(0);
        site.StartServer();
        var folder = Path.Combine(Repository.Root, "docs", "pictures");
        System.IO.Directory.CreateDirectory(folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("SIGNPOSTING_CHROMIUM") ?? "/usr/bin/chromium", Args = ["--no-sandbox"] });
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var page = await context.NewPageAsync();
        foreach (var language in new[] { "en", "pl", "lt", "ur", "pa", "bn", "hi", "gu" })
        {
            await page.GotoAsync(new Uri(site.ClientOptions.BaseAddress, "/" + language).AbsoluteUri);
            await DrawAsync(page, Path.Combine(folder, $"{language}-home.png"));
            await page.GotoAsync(new Uri(site.ClientOptions.BaseAddress, $"/{language}/c").AbsoluteUri);
            await page.Locator("button[value=begin]").ClickAsync();
            await page.Locator("input[name=state]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await DrawAsync(page, Path.Combine(folder, $"{language}-form.png"));
        }
        await to.WriteLineAsync($"Drawn into {folder}.");
    }

    private static Task<byte[]> DrawAsync(IPage page, string file) => page.ScreenshotAsync(new() { Path = file, Scale = ScreenshotScale.Css });
}
