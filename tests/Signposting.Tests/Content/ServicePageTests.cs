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

    /// <summary>At six in the evening one line must do: pages, doors and search go on naming it, and lead to it no more.</summary>
    [Fact]
    public async Task A_service_is_closed_by_one_line()
    {
        using var files = new Broken();
        files.Replace("services/karma-nirvana.yaml", "status: open", "status: closed");
        using var site = new Site([("Content:ContentFolder", files.ContentFolder)]);

        var page = await new Visitor(site.Browser()).OpenAsync("/en/g/8");
        Assert.Contains("Karma Nirvana", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0800 5999 247", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Page.QuerySelectorAll("a"), a => a.TextContent.Contains("Karma Nirvana", StringComparison.Ordinal));
        await page.PostAsync("/en/q", [("typed", "Karma Nirvana")]);
        Assert.DoesNotContain(page.Page.QuerySelectorAll("main a"), a => a.TextContent.Contains("Karma Nirvana", StringComparison.Ordinal));
    }

    /// <summary>Taking the label of a number away is no slip in seven translations.</summary>
    [Fact]
    public void What_the_English_no_longer_says_is_no_fault_of_a_translation()
    {
        using var files = new Broken();
        files.Replace("services/shout.yaml", "    label: Send the word SHOUT\n", "");
        var faults = new Checking.Faults();

        var catalogue = Listings.Catalogue.Read(files.ContentFolder, files.TranslationsFolder, [], faults);

        None.Of(faults.Found);
        Assert.Null(catalogue.Service("shout")!.PublicPhones.First().Label);
        Assert.False(catalogue.Service("shout")!.States["pl"].UpToDate);
    }

    /// <summary>Who is there only on weekdays says so wherever their number stands.</summary>
    [Fact]
    public async Task Hours_in_words_stand_beside_the_number()
    {
        using var site = new Site();
        var home = await new Visitor(site.Browser()).OpenAsync("/en");

        var card = home.Page.QuerySelectorAll(".card").Single(c => c.TextContent.Contains("Men's Advice Line", StringComparison.Ordinal));
        Assert.Contains("Weekdays", card.TextContent, StringComparison.Ordinal);
    }

    private static int Number() => Checking.YamlMap.ReadFile(Repository.Content, "services/opoka.yaml", new Checking.Faults()).Number("number");
}
