using Signposting.Languages;

namespace Signposting.Tests.Languages;

/// <summary>CLDR's cardinal rules for whole numbers, in the order one, few, many or other.</summary>
public sealed class PluralFormTests
{
    [Theory]
    [InlineData("en", 1, "1 0, 0 1, 1 2, 1 5, 1 11, 1 21, 1 101")]
    [InlineData("ur", 1, "1 0, 0 1, 1 2, 1 5, 1 11, 1 21, 1 101")]
    [InlineData("pa", 0, "0 0, 0 1, 1 2, 1 5, 1 11, 1 21, 1 101")]
    [InlineData("hi", 0, "0 0, 0 1, 1 2, 1 5, 1 11, 1 21, 1 101")]
    [InlineData("bn", 0, "0 0, 0 1, 1 2, 1 5, 1 11, 1 21, 1 101")]
    [InlineData("gu", 0, "0 0, 0 1, 1 2, 1 5, 1 11, 1 21, 1 101")]
    [InlineData("pl", 2, "2 0, 0 1, 1 2, 1 3, 1 4, 2 5, 2 10, 2 11, 2 12, 2 14, 2 20, 2 21, 1 22, 1 24, 2 25, 2 101, 1 102, 2 112, 2 114, 1 122, 2 1001")]
    [InlineData("lt", 2, "2 0, 0 1, 1 2, 1 9, 2 10, 2 11, 2 12, 2 19, 2 20, 0 21, 1 22, 1 29, 2 30, 2 100, 0 101, 1 102, 2 111, 2 119, 0 121, 2 211, 0 221")]
    public void Goes_with_the_number(string language, int ofNone, string forms)
    {
        Assert.Equal(ofNone, PluralForm.For(language, 0));
        foreach (var pair in forms.Split(", ").Select(f => f.Split(' ').Select(int.Parse).ToArray()))
            Assert.True(pair[0] == PluralForm.For(language, pair[1]), $"{language} {pair[1]}: form {PluralForm.For(language, pair[1])}, not {pair[0]}");
    }

    [Theory]
    [InlineData("en", 2)]
    [InlineData("pl", 3)]
    [InlineData("lt", 3)]
    [InlineData("ur", 2)]
    [InlineData("pa", 2)]
    [InlineData("bn", 2)]
    [InlineData("hi", 2)]
    [InlineData("gu", 2)]
    public void There_are_as_many_as_the_language_has_and_each_is_used(string language, int count)
    {
        Assert.Equal(count, PluralForm.CountFor(language));
        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, 1000).Select(n => PluralForm.For(language, n)).Distinct().Order());
    }
}
