namespace Signposting.BrowserTests.Firefox;

/// <summary>The way out, in Firefox.</summary>
[Collection(InFirefox.Name)]
public sealed class LeavingTests(Surroundings around)
{
    [Theory]
    [InlineData("/en/t/1", true)]
    [InlineData("/en/t/1", false)]
    [InlineData("/ur/s/52", true)]
    [InlineData("/ur/s/52", false)]
    public async Task A_tap_leads_to_an_everyday_site_of_the_language_which_does_not_learn_from_where(string path, bool script)
    {
        await using var tab = await around.TabAsync(script);
        await tab.GoAsync(path);
        var before = around.Everyday.Asked.Count;

        await tab.TapAsync(Tab.WayOut);

        await tab.AtAsync(path.StartsWith("/en", StringComparison.Ordinal) ? around.Everyday.First : around.Everyday.Second);
        Assert.Equal(EverydaySites.Say, await tab.TextAsync("#elsewhere"));
        var asked = around.Everyday.Asked.Skip(before).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, request => Assert.Empty(request.Headers.Referer.ToString()));
        Assert.Equal("", await tab.ReadAsync<string>("() => document.referrer"));
        Assert.Empty(await tab.CookiesAsync());
    }

    [Theory]
    [InlineData("/en")]
    [InlineData("/ur/c")]
    [InlineData("/en/no-such-page")]
    public async Task Shift_three_times_leaves(string path)
    {
        await using var tab = await around.TabAsync();
        await tab.GoAsync(path);

        await tab.ShiftAsync(3);

        await tab.UntilAsync("says => document.body.innerText === says", EverydaySites.Say);
    }

    [Fact]
    public async Task Shift_three_times_leaves_while_typing_and_capitals_do_not()
    {
        await using var tab = await around.TabAsync();
        await new Form(tab).WalkToAsync("/en", "words");
        await tab.TapAsync("textarea");

        await tab.TypeAsync("HELP ME Please");
        await tab.ShiftAsync(2);
        await tab.TypeAsync("x");
        await tab.ShiftAsync(1);

        Assert.Equal("HELP ME Pleasex", await tab.ReadAsync<string>("() => document.activeElement.value"));

        await tab.TypeAsync("y");
        await tab.ShiftAsync(3);
        await tab.AtAsync(around.Everyday.First);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Screen_title_and_icon_are_blank_while_the_everyday_site_hangs_and_then_a_second_one_is_tried(bool impatient)
    {
        await using var site = around.Serve(english: around.Everyday.Silent);
        await using var tab = await around.TabAsync(site: site);
        await tab.GoAsync("/en/t/1");
        Assert.False(await tab.IsBlankAsync());

        await tab.ShiftAsync(3);

        Assert.True(await tab.IsBlankAsync());
        var left = await tab.ReadAsync<string[]>("() => [location.host, document.title.trim(), document.body?.innerText ?? '', document.querySelector('link[rel=icon]')?.href ?? '']");
        // On a slow machine the second site may be there by now; while it isn't, nothing of ours is to be seen.
        if (left[0] != new Uri(around.Everyday.Second).Authority) Assert.Equal([site.ClientOptions.BaseAddress.Authority, "", "", "data:,"], left);
        if (impatient)
        {
            // It neither cancels nor reveals, though Escape stops what a page is loading.
            await tab.ShiftAsync(3);
            await tab.PressAsync("\uE00C");
            Assert.True(await tab.IsBlankAsync());
        }
        await tab.AtAsync(around.Everyday.Second);
    }

    /// <summary>Nothing is painted between two tasks: what is blank in the task of the press is never seen again.</summary>
    [Fact]
    public async Task It_is_blank_in_the_task_of_the_press_and_further_presses_change_nothing()
    {
        await using var tab = await around.TabAsync();
        await tab.GoAsync("/en/t/1");
        var before = around.Everyday.Asked.Count;

        var seen = await tab.ReadAsync<string>(
            "way => { for (let i = 0; i < 5; i++) document.querySelector(way)?.click(); return document.title.trim() + (document.body?.innerText ?? ''); }", Tab.WayOut);

        Assert.Equal("", seen);
        await tab.AtAsync(around.Everyday.First);
        Assert.All(around.Everyday.Asked.Skip(before), request => Assert.Equal(around.Everyday.First, request.Address));
    }

    [Fact]
    public async Task A_second_everyday_site_stands_in_for_one_that_refuses()
    {
        await using var tab = await around.TabAsync();
        await tab.GoAsync("/pl/t/1");

        await tab.TapAsync(Tab.WayOut);

        await tab.AtAsync(around.Everyday.Second);
    }

    [Theory]
    [InlineData("/en/g/1")]
    [InlineData("/ur/c")]
    public async Task Back_after_leaving_leads_past_the_page_that_was_left(string path)
    {
        await using var tab = await around.TabAsync();
        var before = around.Everyday.First + "before";
        await tab.GoAsync(before);
        await tab.GoAsync(path);
        await tab.ShiftAsync(3);
        await tab.UntilAsync("says => document.body.innerText === says", EverydaySites.Say);
        Assert.Equal(2, await tab.ReadAsync<int>("() => history.length"));

        await tab.BackAsync();

        await tab.AtAsync(before);
    }

    /// <summary>Firefox keeps other sites' pages alive behind Back, but none that says it isn't to be kept.</summary>
    [Fact]
    public async Task A_page_of_ours_behind_Back_comes_from_the_site_and_not_out_of_memory()
    {
        await using var tab = await around.TabAsync();
        foreach (var (address, kept) in new[] { (around.Everyday.Second, true), ("/en/g/1", false) })
        {
            await tab.GoAsync(address);
            await tab.ReadAsync<bool>("() => window.seenBefore = true");
            await tab.GoAsync(around.Everyday.First);

            await tab.BackAsync();

            await tab.AtAsync(address);
            Assert.Equal(kept, await tab.ReadAsync<bool>("() => window.seenBefore === true"));
        }
    }

    [Theory]
    [InlineData("/en", true)]
    [InlineData("/ur/c", true)]
    [InlineData("/en/a", false)]
    public async Task It_is_the_first_stop_of_the_Tab_key_and_has_a_name(string path, bool script)
    {
        await using var tab = await around.TabAsync(script);
        await tab.GoAsync(path);

        await tab.PressAsync("\uE004"); // Tab

        Assert.True(await tab.ReadAsync<bool>("way => document.activeElement === document.querySelector(way)", Tab.WayOut));
        Assert.Equal(1, await tab.SpokenAsync("link", await tab.TextAsync(Tab.WayOut)));
        await tab.PressAsync("\uE007"); // Enter
        await tab.UntilAsync("says => document.body.innerText === says", EverydaySites.Say);
    }

    [Theory]
    [InlineData("/en", 320, 568, 1)]
    [InlineData("/ur/g/1", 320, 256, 4)] // 1280 by 1024 at 400 %
    [InlineData("/pl/s", 1280, 800, 1)]
    public async Task It_is_in_view_and_uncovered_however_far_one_scrolls(string path, int width, int height, double pixelRatio)
    {
        await using var tab = await around.TabAsync();
        await tab.ResizeAsync(width, height, pixelRatio);
        await tab.GoAsync(path);

        Assert.Equal("", await tab.ReadAsync<string>(
            """
            way => {
                const control = document.querySelector(way), wrong = [];
                for (let tenth = 0; tenth <= 10; tenth++) {
                    scrollTo({ top: tenth / 10 * (document.documentElement.scrollHeight - innerHeight), behavior: 'instant' });
                    const box = control.getBoundingClientRect();
                    const hit = (x, y) => control.contains(document.elementFromPoint(x, y));
                    if (box.height < 48 || box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth
                        || !hit(box.left + 2, box.top + 2) || !hit(box.right - 2, box.bottom - 2) || !hit(box.left + box.width / 2, box.top + box.height / 2)) wrong.push(`${tenth}: ${JSON.stringify(box)}`);
                }
                return wrong.join(' ');
            }
            """, Tab.WayOut));
    }
}
