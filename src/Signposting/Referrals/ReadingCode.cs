using System.Security.Cryptography;
using System.Text;

namespace Signposting.Referrals;

/// <summary>The code that opens a notice: eight characters of those of a reference, some 37 bits, of which ten may be tried.</summary>
internal static class ReadingCode
{
    public static string New()
    {
        var characters = new string(RandomNumberGenerator.GetItems<char>(Reference.Alphabet, 8));
        return $"{characters[..4]}-{characters[4..]}";
    }

    /// <summary>Whether it is what was typed: capitals, spaces and hyphens don't matter.</summary>
    public static bool Is(string code, string typed) => CryptographicOperations.FixedTimeEquals(Bare(code), Bare(typed));

    private static byte[] Bare(string text) => Encoding.UTF8.GetBytes([.. text.ToUpperInvariant().Where(c => c is not '-' && !char.IsWhiteSpace(c))]);
}
