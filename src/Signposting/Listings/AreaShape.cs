using System.Text.RegularExpressions;
using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>A district on the map, which shows who lies beside whom rather than true borders. Units are those of a drawing of 320 by 356.</summary>
/// <param name="Outline">The data of an SVG path: corners only. A second ring is a hole in the first.</param>
/// <param name="NameX">Where the middle of its name stands, from the left.</param>
/// <param name="NameY">The same, from the top.</param>
public sealed partial record AreaShape(string Outline, int NameX, int NameY)
{
    /// <summary>How wide the drawing is.</summary>
    public const int Width = 320;

    /// <summary>How high it is.</summary>
    public const int Height = 356;

    internal static AreaShape Read(YamlMap entry, Faults faults)
    {
        var shape = new AreaShape(entry.Text("outline"), entry.Number("name-x"), entry.Number("name-y"));
        if (!Corners().IsMatch(shape.Outline)) faults.Add(entry.Where("outline"), $"'{shape.Outline}' isn't an outline. Write corners such as M8,30 L60,12 L112,30 Z.");
        if (shape.NameX > Width || shape.NameY > Height) faults.Add(entry.Where("name-x"), $"The name would stand outside of the map, which is {Width} wide and {Height} high.");
        entry.NothingElse();
        return shape;
    }

    [GeneratedRegex(@"^M\d+,\d+( L\d+,\d+){2,} Z( M\d+,\d+( L\d+,\d+){2,} Z)*$")]
    private static partial Regex Corners();
}
