using System.Security.Cryptography;

namespace Signposting.Referrals;

/// <summary>
/// What a person can quote: twelve characters out of 25, some 55 bits, without vowels (no words) and without look-alikes
/// (0 O, 1 I L, 5 S, 2 Z, 8 B: one of each pair at most).
/// </summary>
internal static class Reference
{
    private const string Alphabet = "234679CDFGHJKMNPQRTVWXY58";

    public static string New()
    {
        var characters = RandomNumberGenerator.GetItems<char>(Alphabet, 12);
        return $"{new string(characters, 0, 4)}-{new string(characters, 4, 4)}-{new string(characters, 8, 4)}";
    }
}
