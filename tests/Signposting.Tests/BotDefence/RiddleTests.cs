using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Signposting.BotDefence;

namespace Signposting.Tests.BotDefence;

/// <summary>Work that only who did it can show.</summary>
public sealed class RiddleTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly Riddles _riddles;

    public RiddleTests() => _riddles = new Riddles(new EphemeralDataProtectionProvider(), Options.Create(new BotDefenceOptions { WorkBits = 6 }), _clock);

    [Fact]
    public void Sixteen_numbers_whose_hashes_begin_with_zeros_solve_it()
    {
        var text = _riddles.Close(_riddles.New("mine"));

        Assert.True(Riddles.Solves(_riddles.Open(text, "mine")!, text, Guarded.Solve(text, 6)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3")]
    [InlineData("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")]
    [InlineData("a b c d e f g h i j k l m n o p")]
    [InlineData("-1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1")]
    [InlineData("99999999999 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")]
    public void Anything_else_does_not(string answer)
    {
        var text = _riddles.Close(_riddles.New("mine"));

        Assert.False(Riddles.Solves(_riddles.Open(text, "mine")!, text, answer));
    }

    [Fact]
    public void An_answer_that_is_too_short_too_long_or_to_another_riddle_does_not()
    {
        var (text, other) = (_riddles.Close(_riddles.New("mine")), _riddles.Close(_riddles.New("mine")));
        var (riddle, answer) = (_riddles.Open(text, "mine")!, Guarded.Solve(text, 6));

        Assert.False(Riddles.Solves(riddle, text, answer[..answer.LastIndexOf(' ')]));
        Assert.False(Riddles.Solves(riddle, text, answer + " 1"));
        Assert.False(Riddles.Solves(riddle, text, new string('0', 100_000) + answer));
        Assert.False(Riddles.Solves(riddle, other, answer));
    }

    [Fact]
    public void It_is_good_for_its_own_conversation_and_for_an_hour()
    {
        var text = _riddles.Close(_riddles.New("mine"));
        Assert.Null(_riddles.Open(text, "yours"));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(_riddles.Open(text, "mine"));

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(_riddles.Open(text, "mine"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    public void What_we_have_not_sealed_is_no_riddle(string? text) => Assert.Null(_riddles.Open(text, "mine"));
}
