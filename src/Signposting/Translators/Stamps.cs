using System.Text.RegularExpressions;

namespace Signposting.Translators;

/// <summary>The line <c>english:</c> of a translation's file.</summary>
internal static partial class Stamps
{
    /// <summary>Puts the stamp after the line <c>state:</c>, in the place of one that is there.</summary>
    public static void Put(string file, string stamp)
    {
        var text = Old().Replace(File.ReadAllText(file), "", 1);
        File.WriteAllText(file, State().Replace(text, $"${{line}}english: {stamp}\n", 1));
    }

    [GeneratedRegex(@"^english:.*\r?\n?", RegexOptions.Multiline)]
    private static partial Regex Old();

    [GeneratedRegex(@"^(?<line>state:.*\n)", RegexOptions.Multiline)]
    private static partial Regex State();
}
