using System.Text.RegularExpressions;

namespace Signposting.Tests.House;

/// <summary>What the threat model claims is tested where it says.</summary>
public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_test_that_the_threat_model_names_exists()
    {
        var named = Name().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "threat-model.md"))).Select(m => m.Groups[1].Value).Distinct().ToList();
        var source = string.Concat(System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.True(named.Count > 20, "The threat model is read wrongly.");
        None.Of(named.Where(n => !source.Contains($"class {n}", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"`(?:\w+/)?(\w+Tests)`")]
    private static partial Regex Name();
}
