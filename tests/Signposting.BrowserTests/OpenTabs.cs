using System.Diagnostics;
using Microsoft.Playwright;
using Signposting.Tests;

namespace Signposting.BrowserTests;

/// <summary>A browser whose tabs are really hidden when another comes before them: Playwright keeps those that it starts itself awake.</summary>
public sealed class OpenTabs(Chromium chromium) : IAsyncLifetime
{
    private readonly string _folder = Repository.NewFolder();
    private Process? _process;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Chromium.Program,
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--remote-debugging-port=0", $"--user-data-dir={_folder}", "about:blank"])
        { RedirectStandardError = true })!;
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!line.StartsWith("DevTools listening on ", StringComparison.Ordinal)) continue;
            _browser = await chromium.ConnectAsync(line["DevTools listening on ".Length..]);
            break;
        }
        Assert.True(_browser is not null, "The browser doesn't start");
        // Whatever else it writes would fill the pipe.
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Somebody with a tab on our site, before which they can bring another.</summary>
    public Task<Person> PersonAsync() => Person.InAsync(_browser!.Contexts[0], chromium.Home);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
        // Its last files may still be on their way to the disk.
        for (var i = 0; i < 20 && System.IO.Directory.Exists(_folder); i++)
        {
            try
            {
                System.IO.Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(50);
            }
        }
    }
}
