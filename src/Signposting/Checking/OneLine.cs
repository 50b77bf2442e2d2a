namespace Signposting.Checking;

/// <summary>A text on one line, as it counts wherever lines are broken only for those who edit a file.</summary>
public static class OneLine
{
    /// <summary>Runs of white space become one space; none is left at the ends.</summary>
    public static string Of(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
