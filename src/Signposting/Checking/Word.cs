using System.Text;

namespace Signposting.Checking;

/// <summary>Members of an enum as words in files, forms and addresses: <c>NoRecourse</c> is written <c>no-recourse</c>.</summary>
public static class Word
{
    /// <summary>The word of a member.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>The member of a word.</summary>
    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum => Words<T>.ByWord.TryGetValue(word ?? "", out value);

    /// <summary>All words, for a message.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Words<T>.ByWord.Keys);

    private static string Hyphenate(string name)
    {
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1]));
            if (begins && i > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(name[i]));
        }
        return word.ToString();
    }

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(v => v, v => Hyphenate(v.ToString()));
        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }
}
