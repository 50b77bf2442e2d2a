namespace Signposting.Tests.Content;

/// <summary>A wrong setting stops the start with its name, not a request at night.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Content:ContentFolder", "", "ContentFolder")]
    [InlineData("Content:TranslationsFolder", "", "TranslationsFolder")]
    [InlineData("Content:LookForChangesEvery", "00:00:00", "LookForChangesEvery")]
    [InlineData("Content:LookForChangesEvery", "often", "LookForChangesEvery")]
    [InlineData("Mail:Transport", "Pigeon", "Mail:Transport")]
    [InlineData("Mail:Transport", "Smtp", "Mail:Host")]
    [InlineData("Mail:Transport", "Smtp", "Mail:User")]
    [InlineData("Mail:From", "nobody", "From")]
    [InlineData("Mail:From", "", "From")]
    [InlineData("Mail:Port", "0", "Port")]
    [InlineData("Mail:Timeout", "01:00:00", "Timeout")]
    [InlineData("Storage:Folder", "", "Folder")]
    [InlineData("Mail:Folder", "", "Folder")]
    [InlineData("Referrals:PageStaysOpenFor", "00:00:01", "PageStaysOpenFor")]
    [InlineData("Referrals:PageStaysOpenFor", "2.00:00:00", "PageStaysOpenFor")]
    public void A_wrong_setting_is_named(string key, string value, string named)
    {
        using var site = new Site([(key, value)]);

        var exception = Record.Exception(() => site.Services);

        Assert.NotNull(exception);
        Assert.Contains(named, exception.ToString(), StringComparison.Ordinal);
    }
}
