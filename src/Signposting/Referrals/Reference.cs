using System.Security.Cryptography;

namespace Signposting.Referrals;

/// <summary>
/// What a person can quote: twelve characters out of 25, some 55 bits, without vowels (no words) and without look-alikes
/// (0 O, 1 I L, 5 S, 2 Z, 8 B: one of each pair at most).
/// </summary>
internal static class Reference
{
    internal const string Alphabet = "234679CDFGHJKMNPQRTVWXY58";

    public static string New()
    {
        var characters = RandomNumberGenerator.GetItems<char>(Alphabet, 12);
        return Grouped(new string(characters));
    }

    /// <summary>Understands a typed reference: capitals, spaces and hyphens don't matter.</summary>
    public static bool TryParse(string? typed, out string reference)
    {
        var characters = new string([.. (typed ?? "").ToUpperInvariant().Where(c => c is not (' ' or '-'))]);
        reference = characters.Length == 12 && characters.All(Alphabet.Contains) ? Grouped(characters) : "";
        return reference.Length > 0;
    }

    private static string Grouped(string characters) => $"{characters[..4]}-{characters[4..8]}-{characters[8..]}";
}
