namespace Signposting.Tests.Content;

/// <summary>What a service's own page says besides who it is for.</summary>
public sealed class ServicePageTests
{
    [Fact]
    public async Task It_says_what_is_known_of_getting_in_and_that_a_call_leaves_a_trace()
    {
        using var files = new Broken();
        files.Replace("services/opoka.yaml", "kind: helpline", "kind: helpline\nstep-free: true");
        using var site = new Site([("Content:ContentFolder", files.ContentFolder)]);

        var (opoka, other) = (await new Visitor(site.Browser()).OpenAsync($"/en/s/{Number()}"), await new Visitor(site.Browser()).OpenAsync("/en/s/26"));

        Assert.Contains("without steps", opoka.Text, StringComparison.Ordinal);
        Assert.Contains("list of calls", opoka.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("without steps", other.Text, StringComparison.Ordinal);
    }

    private static int Number() => Checking.YamlMap.ReadFile(Repository.Content, "services/opoka.yaml", new Checking.Faults()).Number("number");
}
