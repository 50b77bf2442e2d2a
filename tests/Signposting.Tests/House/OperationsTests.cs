using System.Text.RegularExpressions;

namespace Signposting.Tests.House;

/// <summary>Whoever is woken by an alarm finds it in the instructions.</summary>
public sealed partial class OperationsTests
{
    [Fact]
    public void Every_alarm_stands_in_the_instructions_with_what_to_do()
    {
        var instructions = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var given = System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Given().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();

        Assert.True(given.Count >= 9, "The source is read wrongly.");
        None.Of(given.Where(a => !instructions.Contains($"| `{a}` |", StringComparison.Ordinal)));
    }

    [GeneratedRegex("""GiveAsync\("([a-z-]+)"(?=,)""")]
    private static partial Regex Given();
}
