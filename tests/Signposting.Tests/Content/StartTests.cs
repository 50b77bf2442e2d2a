namespace Signposting.Tests.Content;

/// <summary>A wrong setting stops the start with its name, not a request at night.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Letters_whose_links_lead_nowhere_are_not_sent()
    {
        var start = await Verb.RunAsync("--urls=http://127.0.0.1:0", settings: [("Mail:Transport", "Smtp"), ("Mail:Host", "mail.example"), ("Mail:User", "site"), ("Mail:Password", "pass")]);

        Assert.NotEqual(0, start.ExitCode);
        Assert.Contains("Referrals:PublicAddress", start.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content:ContentFolder", "", "ContentFolder")]
    [InlineData("Content:LookForChangesEvery", "00:00:00", "LookForChangesEvery")]
    [InlineData("Mail:Transport", "Pigeon", "Mail:Transport")]
    [InlineData("Mail:Transport", "Smtp", "Mail:Host Mail:User")]
    [InlineData("Mail:From", "nobody", "From")]
    [InlineData("Mail:Port", "0", "Port")]
    [InlineData("Storage:Folder", "", "Folder")]
    [InlineData("Mail:Folder", "", "Folder")]
    [InlineData("Referrals:PageStaysOpenFor", "00:00:01", "PageStaysOpenFor")]
    public async Task A_wrong_setting_is_named(string key, string value, string named)
    {
        // The real program: inside a test's process its end races with whoever waits for its beginning.
        var start = await Verb.RunAsync($"--{key}={value}", contentFolder: null);

        Assert.NotEqual(0, start.ExitCode);
        Assert.All(named.Split(' '), name => Assert.Contains(name, start.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("Now listening", start.Output, StringComparison.Ordinal);
    }
}
