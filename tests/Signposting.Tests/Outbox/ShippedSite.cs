using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Signposting.Tests.Outbox;

/// <summary>The site as an operator runs it: a process of its own, which can be killed. Its console is kept.</summary>
internal sealed partial class ShippedSite : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _console = new();

    private ShippedSite(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <summary>Everything it has written so far.</summary>
    public string Console
    {
        get
        {
            lock (_console) return _console.ToString();
        }
    }

    /// <param name="data">Folder of the database, the keys and the mail.</param>
    /// <param name="settings">Configuration in place of the defaults; <c>urls</c> for where it listens.</param>
    public static async Task<ShippedSite> StartAsync(string data, params (string Key, string Value)[] settings)
    {
        // A file that may not grow is to be an error, as a full disk is, and not a signal that ends the process.
        string[] command = ["trap '' XFSZ; exec \"$@\"", "site", Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "Signposting.Web.dll")];
        var start = new ProcessStartInfo("bash", ["-c", .. command])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                // Several at once on a small machine.
                ["DOTNET_gcServer"] = "0",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Content__ContentFolder"] = Repository.Content,
                ["Content__TranslationsFolder"] = Repository.Translations,
                ["Storage__Folder"] = data,
                ["Mail__Folder"] = Path.Combine(data, "mail"),
            },
        };
        foreach (var (key, value) in Automated.Allowed.Concat(settings)) start.Environment[key == "urls" ? "ASPNETCORE_URLS" : key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var site = new ShippedSite(Process.Start(start)!);
        site.Listen();
        await Until.TrueAsync(() => site.Address is not null || site._process.HasExited, "The site doesn't start.");
        Assert.True(site.Address is not null, $"The site has ended: {site.Console}");
        return site;
    }

    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address!) };

    /// <summary>As when the power fails: no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until it is no more.</summary>
    public Task EndedAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>As when an operator stops it.</summary>
    public async Task StopAsync()
    {
        using var term = Process.Start("bash", ["-c", $"kill -TERM {_process.Id}"]);
        await term.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Until.Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private string? Address => Listening().Match(Console) is { Success: true } match ? match.Groups[1].Value : null;

    private void Listen()
    {
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (_console) _console.AppendLine(line.Data);
        }

        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    [GeneratedRegex(@"Now listening on: ""?(http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
