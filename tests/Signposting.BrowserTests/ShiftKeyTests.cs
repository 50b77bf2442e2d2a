using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Signposting.BrowserTests;

/// <summary>Decision 5: Shift three times leaves, is announced, and is never meant when it only looks like it.</summary>
public sealed class ShiftKeyTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", "two more", "once more")]
    [InlineData("ur", "", "")]
    public async Task Each_press_is_announced(string language, string first, string second)
    {
        await using var person = await chromium.PersonAsync();
        await person.OpenAsync($"/{language}/g/1");
        var status = person.Page.Locator("#say");
        await Assertions.Expect(status).ToHaveAttributeAsync("role", "status");
        await Assertions.Expect(status).ToHaveTextAsync("");

        await person.ShiftAsync(1);
        await Assertions.Expect(status).ToHaveTextAsync(new Regex("." + first));
        var after = await status.TextContentAsync();
        await person.ShiftAsync(1);

        await Assertions.Expect(status).ToHaveTextAsync(new Regex("." + second));
        Assert.NotEqual(after, await status.TextContentAsync());
        await person.ShiftAsync(1);
        await person.GoneAsync();
    }

    /// <summary>Alt+Shift and Ctrl+Shift go from one language of the keyboard to the next.</summary>
    [Theory]
    [InlineData("Alt")]
    [InlineData("Control")]
    [InlineData("Meta")]
    public async Task Changing_the_language_of_the_keyboard_does_not_leave(string modifier)
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.Field("other-way").FocusAsync();

        await person.Page.Keyboard.DownAsync(modifier);
        await person.ShiftAsync(4);
        await person.Page.Keyboard.UpAsync(modifier);

        await StaysAsync(person);
    }

    [Fact]
    public async Task A_key_held_down_counts_for_nothing()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.Field("other-way").FocusAsync();
        for (var i = 0; i < 3; i++)
        {
            // A second "down" without an "up" is what a held key sends.
            for (var j = 0; j < 4; j++) await person.Page.Keyboard.DownAsync("Shift");
            await person.Page.Keyboard.UpAsync("Shift");
        }

        await StaysAsync(person);
    }

    [Fact]
    public async Task Choosing_text_with_the_mouse_or_the_arrows_does_not_leave()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.TypeAsync("other-way", "My neighbour");
        for (var i = 0; i < 4; i++) await person.Field("other-way").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        for (var i = 0; i < 4; i++) await person.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        for (var i = 0; i < 4; i++) await person.Page.Keyboard.PressAsync("Shift+Tab");

        await StaysAsync(person);
    }

    /// <summary>Sticky keys: Shift is pressed and let go, and the next key is a capital.</summary>
    [Fact]
    public async Task Capitals_typed_one_key_at_a_time_do_not_leave()
    {
        await using var person = await chromium.PersonAsync();
        await person.WalkToAsync("reach");
        await person.Field("other-way").FocusAsync();
        foreach (var letter in "ABCD")
        {
            await person.ShiftAsync(1);
            await person.Page.Keyboard.PressAsync(letter.ToString());
        }

        await StaysAsync(person);
    }

    private static async Task StaysAsync(Person person)
    {
        // Leaving asks an everyday site at once, in the task of the key.
        await Assertions.Expect(person.Page.Locator("h1")).ToBeVisibleAsync();
        Assert.Empty(person.Elsewhere);
    }
}
