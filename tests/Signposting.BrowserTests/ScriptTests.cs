using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Acornima;
using Acornima.Ast;
using Signposting.Tests;

namespace Signposting.BrowserTests;

/// <summary>
/// Every script of the product holds what its types promise and runs on browsers five years old: Chrome 94, Firefox 91, Safari 14,
/// Samsung Internet 15. The judge of both is a compiler of 2020 with the library of that year: what it has never heard of, they may not
/// have either. What a script declares as <c>any</c> is hidden from it.
/// </summary>
public sealed class ScriptTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    /// <summary>Files of the source, however they come to be; what a build has put there isn't source.</summary>
    public static TheoryData<string> Scripts() => [.. System.IO.Directory.EnumerateFiles(Source, "*.*js", SearchOption.AllDirectories)
        .Where(f => Path.GetExtension(f) is ".js" or ".mjs" or ".cjs")
        .Select(f => Path.GetRelativePath(Source, f))
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Types_hold_and_nothing_is_used_that_was_not_there_in_2020(string script) =>
        None.Of(await FaultsAsync(await File.ReadAllTextAsync(Path.Combine(Source, script), TestContext.Current.CancellationToken)));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void It_is_written_in_the_language_of_2020(string script) => Read(File.ReadAllText(Path.Combine(Source, script)));

    [Fact]
    public void The_script_of_every_page_is_among_them() =>
        Assert.Contains(Scripts(), row => row.Data == Path.Combine("Signposting", "SafeBrowsing", "leave.js"));

    /// <summary>The check is alive: the script that every page carries, spoilt.</summary>
    [Theory]
    [InlineData("const none = doc.querySelector('main').textContent;", "TS2531")] // There may be none.
    [InlineData("const leaves = 'soon'; leaves();", "TS2349")]
    [InlineData("/** @param {string} words */ const loud = (words) => words.toUpperCase(); loud(3);", "TS2345")]
    [InlineData("const untold = (something) => something;", "TS7006")]
    [InlineData("[1, 2].at(-1);", "TS2339")] // Chrome 92, Safari 15.4.
    [InlineData("structuredClone({});", "TS2304")] // Chrome 98.
    [InlineData("Object.hasOwn({}, 'a');", "TS2339")] // Safari 15.4.
    [InlineData("const box = doc.querySelector('h1'); if (box) box.inert = true;", "TS2339")] // Chrome 102, Firefox 112.
    public async Task A_spoilt_script_is_caught(string line, string fault)
    {
        var whole = await File.ReadAllTextAsync(Path.Combine(Source, "Signposting", "SafeBrowsing", "leave.js"), TestContext.Current.CancellationToken);

        var faults = await FaultsAsync(whole.Replace("'use strict';", $"'use strict';\n{line}", StringComparison.Ordinal));

        Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("let a; a ||= 1;")] // ES2021
    [InlineData("class A { #b = 1; }")]
    [InlineData("class A { static { } }")]
    [InlineData("const n = 1_000;")]
    [InlineData("/(?<=a)b/.test('ab');")] // ES2018, but Safari has it since 16.4.
    public void A_newer_language_is_caught(string script) => Assert.ThrowsAny<Exception>(() => Read(script));

    private static void Read(string script)
    {
        var program = new Parser(new ParserOptions { EcmaVersion = EcmaVersion.ES2020 }).ParseScript(script);
        None.Of(program.DescendantNodesAndSelf().OfType<RegExpLiteral>().Select(r => r.Raw).Where(r => r.Contains("(?<=", StringComparison.Ordinal) || r.Contains("(?<!", StringComparison.Ordinal)));
    }

    /// <summary>What the compiler finds wrong, a line each. It runs on the Node.js that Playwright brings along.</summary>
    private static async Task<IReadOnlyList<string>> FaultsAsync(string script)
    {
        var compiler = typeof(ScriptTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "TypeScript").Value!;
        var node = System.IO.Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), "node*", SearchOption.AllDirectories)
            .First(f => Path.GetFileName(f) is "node" or "node.exe");
        var copy = Path.Combine(Repository.NewFolder(), "script.js");
        // A tag that stands after words on the same line is hidden from this compiler, not from newer ones and from editors.
        await File.WriteAllTextAsync(copy, Regex.Replace(script, @"(/\*\*|^ +\*) [^@*\n]+(?=@)", "$1 ", RegexOptions.Multiline), TestContext.Current.CancellationToken);
        using var check = Process.Start(new ProcessStartInfo(node,
            [compiler, "--allowJs", "--checkJs", "--strict", "--noEmit", "--target", "ES2020", "--lib", "ES2020,DOM", copy]) { RedirectStandardOutput = true })!;
        var said = await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        var faults = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains(": error TS", StringComparison.Ordinal)).ToList();
        System.IO.Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        // A compiler that didn't run has found nothing either.
        Assert.Equal(check.ExitCode == 0, faults.Count == 0);
        return faults;
    }
}
