namespace Signposting.Languages;

/// <summary>How many slips of the finger lie between two words.</summary>
public static class Slips
{
    /// <summary>
    /// Letters left out, added, exchanged for another or swapped with their neighbour (Damerau and Levenshtein, each letter touched once);
    /// <paramref name="most"/> + 1 as soon as there are more.
    /// </summary>
    public static int Between(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return most + 1;
        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++) last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > most) return most + 1;
            (before, last, row) = (last, row, before);
        }
        return Math.Min(last[other.Length], most + 1);
    }
}
