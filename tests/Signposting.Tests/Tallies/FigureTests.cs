using Signposting.Tallies;

namespace Signposting.Tests.Tallies;

/// <summary>What a reader who knows every published figure, and how they are made, can find out about a small one.</summary>
public sealed class FigureTests
{
    [Theory]
    [InlineData(0, "0 to 2")]
    [InlineData(2, "0 to 2")]
    [InlineData(3, "5")]
    [InlineData(7, "5")]
    [InlineData(8, "10")]
    [InlineData(1232, "1230")]
    public void A_figure_is_rounded_to_the_nearest_five_and_two_is_as_none(int count, string text) => Assert.Equal(text, new Figure(count).Text);

    /// <summary>The example of the doc comment: nearest rounding alone would tell that two are none.</summary>
    [Fact]
    public void A_total_is_never_below_the_least_of_its_parts()
    {
        Assert.Equal(10, new Figure(12).Shown);
        Assert.Equal(15, Total([3, 3, 3, 3, 0, 0], 0).Shown);
    }

    [Theory]
    [InlineData(30, 0, "97%")]
    [InlineData(20, 6, "80%")]
    [InlineData(18, 0, "too few")]
    [InlineData(0, 0, "too few")]
    public void A_share_is_made_of_published_figures_and_not_of_few(int part, int other, string share) => Assert.Equal(share, Figure.Share(new Figure(part), new Figure(other)));

    /// <summary>Every true table within the bound, by what is published of it: four parts, a part that isn't published, and their total.</summary>
    [Fact]
    public void In_a_table_with_its_total_every_small_figure_remains_0_1_or_2()
    {
        var possible = new Dictionary<(string, int), int>();
        foreach (var parts in Tuples(places: 4, upTo: 8))
            for (var unsaid = 0; unsaid <= 20; unsaid++)
            {
                var total = Total(parts, unsaid);
                // Beyond this, tables with the same figures lie outside what was tried.
                if (total.Shown > 15) continue;
                var published = $"{string.Join(' ', parts.Select(p => new Figure(p).Shown))} = {total.Shown}";
                for (var i = 0; i < parts.Length; i++)
                    if (parts[i] <= 2) possible[(published, i)] = possible.GetValueOrDefault((published, i)) | 1 << parts[i];
            }

        Assert.True(possible.Count > 100);
        None.Of(possible.Where(p => p.Value != 0b111).Select(p => p.Key));
    }

    /// <summary>The same attack finds what it should when totals are only rounded: the test can fail.</summary>
    [Fact]
    public void With_rounding_alone_the_same_attack_succeeds()
    {
        var possible = new Dictionary<(string, int), int>();
        foreach (var parts in Tuples(places: 5, upTo: 8))
            for (var unsaid = 0; unsaid <= 4; unsaid++)
            {
                var total = new Figure(parts.Sum() + unsaid);
                if (total.Shown > 10) continue;
                var published = $"{string.Join(' ', parts.Select(p => new Figure(p).Shown))} = {total.Shown}";
                for (var i = 0; i < parts.Length; i++)
                    if (parts[i] <= 2) possible[(published, i)] = possible.GetValueOrDefault((published, i)) | 1 << parts[i];
            }

        Assert.Equal(0b001, possible[("5 5 5 5 0 = 10", 4)]);
    }

    /// <summary>Totals of totals, and one total over two different tables, as the total of all referrals is.</summary>
    [Fact]
    public void In_tables_that_share_a_total_every_small_figure_remains_0_1_or_2()
    {
        var possible = new Dictionary<(string, int), int>();
        // Two districts of one part of the county and one of the other, two unsaid. Tables beyond twelve people have other figures, or lie outside what is tried.
        foreach (var p in Tuples(places: 5, upTo: 8, sumUpTo: 12))
        {
            var (part, c) = (new Figure(p[0] + p[1] + p[3], [new Figure(p[0]), new Figure(p[1])]), new Figure(p[2]));
            // Two languages of the same people.
            foreach (var l in Tuples(places: 2, upTo: 8, sumUpTo: p.Sum()))
            {
                var total = new Figure(p.Sum(), [part, c], [new Figure(l[0]), new Figure(l[1])]);
                if (total.Shown > 10) continue;
                int[] cells = [p[0], p[1], p[2], l[0], l[1]];
                var published = $"{string.Join(' ', cells.Select(n => new Figure(n).Shown))} {part.Shown} {total.Shown}";
                for (var i = 0; i < cells.Length; i++)
                    if (cells[i] <= 2) possible[(published, i)] = possible.GetValueOrDefault((published, i)) | 1 << cells[i];
            }
        }

        Assert.True(possible.Count > 100);
        None.Of(possible.Where(q => q.Value != 0b111).Select(q => $"{q.Key}: {Convert.ToString(q.Value, 2)}"));
    }

    private static Figure Total(int[] parts, int unsaid) => new(parts.Sum() + unsaid, [.. parts.Select(p => new Figure(p))]);

    private static IEnumerable<int[]> Tuples(int places, int upTo, int sumUpTo = int.MaxValue) => places == 0 ? [[]]
        : Enumerable.Range(0, Math.Min(upTo, sumUpTo) + 1).SelectMany(v => Tuples(places - 1, upTo, sumUpTo - v).Select(t => (int[])[v, .. t]));
}
