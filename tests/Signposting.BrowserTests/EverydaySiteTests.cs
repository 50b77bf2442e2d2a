using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>Decisions 5, 8 and 13: what is seen, and what is told, between our page and an everyday site that is quick, slow, silent or down.</summary>
[Collection(nameof(World))]
public sealed class EverydaySiteTests(World world)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_learns_nothing_of_where_somebody_comes_from(bool script)
    {
        await using var person = await world.PersonAsync(script);
        await person.OpenAsync("/en/g/1");

        await person.Page.Locator(Person.WayOut).TapAsync();

        await person.GoneAsync();
        Assert.NotEmpty(world.First.Asked);
        Assert.All(world.First.Asked, request =>
        {
            Assert.DoesNotContain("referer", request, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("127.0.0.1", request, StringComparison.Ordinal);
            Assert.DoesNotContain("cookie", request, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("(?im)^origin: http", request);
        });
        Assert.Empty(world.Second.Asked);
    }

    [Fact]
    public async Task While_it_is_slow_the_screen_is_blank_and_further_presses_change_nothing()
    {
        await using var person = await world.PersonAsync();
        await person.OpenAsync("/en/g/1");
        world.First.Hangs();
        world.Second.Hangs();

        await person.ShiftAsync(3);

        Assert.Equal("", await person.SeenAsync());
        Assert.True(await IsOneColourAsync(person), "Something is drawn");
        // Asked of the page as it is: a locator would wait for the one that is on its way.
        Assert.Equal("data:,", await person.Page.EvaluateAsync<string?>("document.querySelector('link[rel=icon]')?.getAttribute('href')"));
        await person.ShiftAsync(3);
        await person.Page.Keyboard.PressAsync("Enter");
        await person.Page.Keyboard.PressAsync("Escape");
        await person.Page.Touchscreen.TapAsync(300, 20);
        Assert.Equal("", await person.SeenAsync());
        world.First.Answers();
        world.Second.Answers();
        await person.GoneAsync();
        // Esc stops what is on its way, so it may be the second.
        Assert.Contains(person.Page.Url, new[] { World.FirstAddress, World.SecondAddress });
        Assert.Equal([World.BeforeAddress, person.Page.Url], await person.HistoryAsync());
    }

    [Fact]
    public async Task When_it_never_answers_the_second_one_is_gone_to()
    {
        await using var person = await world.PersonAsync();
        await person.OpenAsync("/en/g/1");
        world.First.Hangs();

        await person.Page.Locator(Person.WayOut).TapAsync();

        await person.GoneAsync();
        Assert.Equal(World.SecondAddress, person.Page.Url);
        Assert.Equal([World.BeforeAddress, World.SecondAddress], await person.HistoryAsync());
    }

    [Fact]
    public async Task When_it_is_down_the_second_one_is_gone_to()
    {
        await using var person = await world.PersonAsync();
        await person.OpenAsync("/en/g/1");
        world.First.IsDown();

        await person.ShiftAsync(3);

        await person.GoneAsync();
        Assert.Equal([World.BeforeAddress, World.SecondAddress], await person.HistoryAsync());
    }

    [Fact]
    public async Task When_there_is_no_connection_at_all_the_page_is_gone_all_the_same()
    {
        await using var person = await world.PersonAsync();
        await person.OpenAsync("/en/g/1");
        await person.Context.SetOfflineAsync(true);

        await person.ShiftAsync(3);

        // The browser's own page, about the everyday site's address.
        await Assertions.Expect(person.Page).ToHaveURLAsync("chrome-error://chromewebdata/");
        Assert.Equal([World.BeforeAddress, World.SecondAddress], await person.HistoryAsync());
    }

    [Fact]
    public async Task Pages_on_the_way_between_ours_are_left_behind_as_well()
    {
        await using var person = await world.PersonAsync();
        await person.OpenAsync("/en");
        await person.Context.RouteAsync("**/en/s", _ => Task.CompletedTask);
        await person.Page.Locator("main a[href='/en/s']").First.ClickAsync();

        await person.ShiftAsync(3);

        await person.GoneAsync();
        Assert.Equal([World.BeforeAddress, World.FirstAddress], await person.HistoryAsync());
    }

    [Fact]
    public async Task Back_from_it_leads_past_our_page()
    {
        await using var person = await world.PersonAsync();
        await person.OpenAsync("/en/g/1");
        await person.ShiftAsync(3);
        await person.GoneAsync();

        await person.Page.EvaluateAsync("() => { setTimeout(() => history.back()); }");

        await Assertions.Expect(person.Page).ToHaveURLAsync(World.BeforeAddress);
        Assert.Equal([World.BeforeAddress, World.FirstAddress], await person.HistoryAsync());
    }

    /// <summary>The browser keeps our page alive behind the one that was there before; it is wiped all the same.</summary>
    [Fact]
    public async Task Our_page_out_of_the_browsers_memory_is_blank_and_goes_on_to_it()
    {
        await using var person = await world.PersonAsync();
        // What the page looks like in the moment in which it comes back, before its own script acts.
        await person.Context.AddInitScriptAsync("addEventListener('pageshow', e => e.persisted && console.log('restored:' + (document.body ? document.body.innerText : '') + document.title.trim()))");
        var restored = new List<string>();
        person.Page.Console += (_, said) => { if (said.Text.StartsWith("restored:", StringComparison.Ordinal)) restored.Add(said.Text); };
        await person.OpenAsync("/en/g/1");
        await person.Page.EvaluateAsync("() => { setTimeout(() => history.back()); }");
        await Assertions.Expect(person.Page).ToHaveURLAsync(World.BeforeAddress);

        await person.Page.EvaluateAsync("() => { setTimeout(() => history.forward()); }");

        await Assertions.Expect(person.Page).ToHaveURLAsync(World.FirstAddress, new() { Timeout = 15_000 });
        await person.GoneAsync();
        Assert.Contains("restored:", restored);
        Assert.DoesNotContain(restored, r => r.Contains("999", StringComparison.Ordinal));
        Assert.Equal([World.BeforeAddress, World.FirstAddress], await person.HistoryAsync());
    }

    [Fact]
    public async Task Without_script_Back_comes_to_what_was_before_the_blank_page()
    {
        await using var person = await world.PersonAsync(script: false);
        await person.OpenAsync("/en/g/1");
        await person.Page.Locator(Person.WayOut).TapAsync();
        await person.GoneAsync();

        // Every page is an entry then, as the site says; but ours that goes on by itself is none, so Back isn't a trap.
        Assert.Equal([World.BeforeAddress, new Uri(person.Home, "/en/g/1").AbsoluteUri, World.FirstAddress], await person.HistoryAsync());
    }

    /// <summary>Whether every point of the screen has the same colour: the picture is decoded by the browser itself, in another tab.</summary>
    private static async Task<bool> IsOneColourAsync(Person person)
    {
        var picture = Convert.ToBase64String(await person.Page.ScreenshotAsync());
        var other = await person.Context.NewPageAsync();
        var one = await other.EvaluateAsync<bool>("""
            async picture => {
                const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
                const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
                canvas.drawImage(image, 0, 0);
                const points = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
                return points.every(p => p === points[0]);
            }
            """, picture);
        await other.CloseAsync();
        return one;
    }
}
