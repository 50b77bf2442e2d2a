using System.Globalization;

namespace Signposting.Tallies;

/// <summary>
/// A number as it may be published. It is rounded to the nearest 5, and 0, 1 and 2 are one and the same; every figure for itself, as in the
/// standard rounding of the Higher Education Statistics Agency.
/// <para>
/// That alone doesn't withstand subtraction: four districts of 3 and two of none make 12, published as 5, 5, 5, 5, "0 to 2", "0 to 2" and a
/// total of 10, that is 8 to 12; but four fives are at least 12, so the two others must be none. Therefore two rules more. A total is never
/// published below the least that its published parts come to, even when nearest rounding would be lower: then there is always room for two
/// more in any part. And every total has a part that is published nowhere (not said, elsewhere), so that what is missing from the sum is
/// nobody's in particular. Whoever knows all of this and every table of a quarter still finds every figure of "0 to 2" to be 0, 1 or 2.
/// </para>
/// </summary>
internal sealed class Figure
{
    /// <summary>Everything is rounded to a multiple of it.</summary>
    public const int Step = 5;

    /// <summary>The largest number that isn't told from nought.</summary>
    private const int Around = Step / 2;

    /// <param name="count">The true number.</param>
    /// <param name="parts">Published figures that it contains: lists of figures that don't overlap within a list.</param>
    public Figure(int count, params IReadOnlyList<IReadOnlyList<Figure>> parts)
    {
        var least = LeastOf(parts);
        Shown = Math.Max(Nearest(count), Above(least));
        Least = Math.Max(Math.Max(0, Shown - Around), least);
    }

    private Figure(int least) => (Shown, Least) = (Above(least), least);

    /// <summary>What is published: a multiple of 5; 0 stands for "0 to 2".</summary>
    public int Shown { get; }

    /// <summary>The least that a reader can conclude the number to be.</summary>
    public int Least { get; }

    /// <summary>What to calculate with: the middle of what it may be.</summary>
    public int Middle => Shown == 0 ? 1 : Shown;

    /// <summary>As it is printed. Not "0-2": a spreadsheet reads that as a date.</summary>
    public string Text => Shown == 0 ? "0 to 2" : Shown.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number that isn't published, but that contains figures which are: what a reader can conclude about it counts for the totals above.</summary>
    public static Figure Unpublished(params IReadOnlyList<IReadOnlyList<Figure>> parts) => new(LeastOf(parts));

    /// <summary>
    /// A share in per cent, from published figures only. Not of fewer than 25, as rounded: the same agency's rule (22.5) for percentages.
    /// </summary>
    public static string Share(Figure part, Figure other)
    {
        var all = part.Middle + other.Middle;
        return all < 25 ? "too few" : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100m * part.Middle / all, MidpointRounding.AwayFromZero)}%");
    }

    private static int LeastOf(IReadOnlyList<IReadOnlyList<Figure>> parts) => parts.Select(list => list.Sum(f => f.Least)).DefaultIfEmpty(0).Max();

    private static int Nearest(int count) => (count + Around) / Step * Step;

    private static int Above(int least) => (least + Step - 1) / Step * Step;
}
