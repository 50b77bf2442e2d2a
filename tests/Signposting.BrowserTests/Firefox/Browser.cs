using System.Diagnostics;
using System.Text.Json.Nodes;
using Signposting.Tests;

namespace Signposting.BrowserTests.Firefox;

/// <summary>
/// Debian's Firefox with a profile of its own. What is told in <c>user.js</c> keeps it from greeting and from asking its makers, which a
/// test can't answer, and lets it write down its open tabs every second instead of every fifteen; nothing of it bears on pages.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Quiet =
        """
        user_pref("app.normandy.enabled", false);
        user_pref("app.update.enabled", false);
        user_pref("browser.aboutwelcome.enabled", false);
        user_pref("browser.sessionstore.interval", 1000);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("browser.startup.page", 0);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("extensions.update.enabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("remote.prefs.recommended", false);
        user_pref("toolkit.telemetry.enabled", false);

        """;

    private readonly Process _process;
    private readonly Wire _wire;

    private Browser(Process process, Wire wire, string profile) => (_process, _wire, Profile) = (process, wire, profile);

    /// <summary>The folder in which it keeps what it keeps.</summary>
    public string Profile { get; }

    /// <summary>Starts it; SIGNPOSTING_FIREFOX may name another than Debian's.</summary>
    /// <param name="script">Whether pages may run JavaScript.</param>
    public static async Task<Browser> StartAsync(bool script = true)
    {
        var profile = Repository.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(profile, "user.js"), Quiet + $"user_pref(\"javascript.enabled\", {(script ? "true" : "false")});\n");
        var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("SIGNPOSTING_FIREFOX") ?? "/usr/bin/firefox-esr",
            ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", profile, "about:blank"])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        // Its complaints fill no pipe.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, said) =>
        {
            const string listening = "WebDriver BiDi listening on ";
            if (said.Data?.StartsWith(listening, StringComparison.Ordinal) == true) address.TrySetResult(new Uri(said.Data[listening.Length..].Trim() + "/session"));
        };
        process.BeginErrorReadLine();
        var wire = await Wire.OpenAsync(await address.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        // The everyday sites of the tests have a certificate that nobody vouches for.
        await wire.SendAsync("session.new", new() { ["capabilities"] = new JsonObject { ["alwaysMatch"] = new JsonObject { ["acceptInsecureCerts"] = true } } });
        return new Browser(process, wire, profile);
    }

    /// <summary>A tab for somebody of whom the browser knows nothing yet: cookies and storage of others aren't theirs.</summary>
    /// <param name="home">The site they come to.</param>
    public async Task<Tab> NewTabAsync(Uri home)
    {
        var somebody = (await _wire.SendAsync("browser.createUserContext")).GetProperty("userContext").GetString()!;
        var tab = await Tab.OpenAsync(_wire, somebody, home);
        await tab.ResizeAsync(360, 740);
        return tab;
    }

    /// <summary>Ends it as a person does, so that it writes down what it wants to remember. The profile stays until this is disposed.</summary>
    public async Task CloseAsync()
    {
        await _wire.SendAsync("browser.close");
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _wire.DisposeAsync();
        // Its children write into the profile until they are gone.
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        System.IO.Directory.Delete(Profile, recursive: true);
    }
}
