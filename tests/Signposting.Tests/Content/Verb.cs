using System.Diagnostics;

namespace Signposting.Tests.Content;

/// <summary>What the built program says and returns when it is run for one of its verbs, as an editor or a pipeline runs it.</summary>
internal sealed record Verb(int ExitCode, string Output, string Errors)
{
    /// <param name="verb">The words after <c>--</c>.</param>
    /// <param name="contentFolder">The content, or null for the shipped one.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="settings">Configuration in place of the defaults.</param>
    public static async Task<Verb> RunAsync(string verb, string? contentFolder = null, string? input = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Signposting.Web.dll"), .. verb.Split(' ')]) start.ArgumentList.Add(argument);
        start.Environment["Content__ContentFolder"] = contentFolder ?? Repository.Content;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        // A start that fails is what some tests are about: no dump of it is wanted.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["Content__TranslationsFolder"] = Repository.Translations;
        var data = Repository.NewFolder();
        start.Environment["Storage__Folder"] = data;
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            Assert.True(verb[0] == '-' || !System.IO.Directory.EnumerateFileSystemEntries(data).Any(), $"'{verb}' wrote into the data folder.");
            return new Verb(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            System.IO.Directory.Delete(data, recursive: true);
        }
    }
}
