using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Tests.Content;

/// <summary>Content that changes while the site runs.</summary>
public sealed class ChangeTests
{
    private const string Opoka = "services/opoka.yaml";

    [Fact]
    public async Task A_good_change_is_taken_up_and_a_faulty_one_keeps_what_was()
    {
        using var content = new Broken();
        using var site = On(content);
        var visitor = await new Visitor(site.Browser()).OpenAsync(PageOf(site));
        var name = visitor.Heading;

        content.Replace(Opoka, "name: ", "name: Renamed ");
        await UntilAsync(async () => (await visitor.OpenAsync(PageOf(site))).Heading == "Renamed " + name);

        content.Replace(Opoka, "name: Renamed", "name: Again\nnames: ");
        // The site looks by itself too; asked here, so that it has certainly looked.
        Current(site).Refresh();
        Assert.Equal("Renamed " + name, (await visitor.OpenAsync(PageOf(site))).Heading);

        content.Replace(Opoka, "name: Again\nnames: ", "name: Mended");
        await UntilAsync(async () => (await visitor.OpenAsync(PageOf(site))).Heading == "Mended " + name);
    }

    [Fact]
    public async Task Text_that_no_parser_can_read_does_not_end_the_site()
    {
        using var content = new Broken();
        using var site = On(content);
        var page = PageOf(site);
        var good = await File.ReadAllTextAsync(content.PathOf(Opoka), TestContext.Current.CancellationToken);
        foreach (var bad in new[] { "name: [ a\n- b: {", "\0\u0001", "? [", "&a *a", "!!binary x", new string('[', 400), "\ufffe", "%YAML 9.9\n---\n" })
        {
            content.Write(Opoka, bad);
            Current(site).Refresh();
            Assert.Equal(200, (int)(await new Visitor(site.Browser()).OpenAsync(page)).Status);
        }
        content.Write(Opoka, good.Replace("name: ", "name: Well ", StringComparison.Ordinal));
        await UntilAsync(async () => (await new Visitor(site.Browser()).OpenAsync(page)).Heading.StartsWith("Well ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_correction_of_the_same_length_with_an_older_date_is_noticed()
    {
        using var content = new Broken();
        using var site = On(content, "01:00:00");
        var before = Current(site).Now;

        content.Replace(Opoka, "name: Opoka", "name: Akopo");
        File.SetLastWriteTimeUtc(content.PathOf(Opoka), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Current(site).Refresh();

        Assert.NotSame(before, Current(site).Now);
        Assert.StartsWith("Akopo", Current(site).Now.Service("opoka")!.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_file_is_noticed()
    {
        using var content = new Broken();
        using var site = On(content, "01:00:00");

        var polish = Current(site).Now.Page("leaving")!.Title.ByLanguage["pl"];

        File.Move(content.PathOf("guidance/leaving.pl.md"), content.PathOf("guidance/leaving.lt.md"), overwrite: true);
        Current(site).Refresh();

        Assert.Equal(polish, Current(site).Now.Page("leaving")!.Title.ByLanguage["lt"]);
        Assert.Equal("en", Current(site).Now.Page("leaving")!.Bodies["pl"].In.Code);
    }

    [Fact]
    public async Task A_request_sees_one_catalogue_from_its_first_word_to_its_last()
    {
        using var content = new Broken();
        using var site = On(content);
        using var scope = site.Services.CreateScope();
        var catalogue = scope.ServiceProvider.GetRequiredService<Catalogue>();
        content.Replace(Opoka, "name: ", "name: Renamed ");
        await UntilAsync(() => Task.FromResult(Current(site).Now != catalogue));

        Assert.Same(catalogue, scope.ServiceProvider.GetRequiredService<Catalogue>());
    }

    private static Site On(Broken content, string every = "00:00:01") =>
        new([("Content:ContentFolder", content.ContentFolder), ("Content:TranslationsFolder", content.TranslationsFolder), ("Content:LookForChangesEvery", every)]);

    private static CurrentCatalogue Current(Site site) => site.Services.GetRequiredService<CurrentCatalogue>();

    private static string PageOf(Site site) => "/en" + SitePaths.Service(Current(site).Now.Service("opoka")!.Number);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await holds()) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail("It never came true.");
    }
}
