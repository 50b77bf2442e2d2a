using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signposting.Listings;

/// <summary>
/// What a listing keeps of a service's PIN: enough to know it again, not enough to type it. Written
/// <c>pbkdf2-sha256$600000$salt$hash</c>, the last two in base64url (RFC 8018; rounds as OWASP recommends for SHA-256).
/// </summary>
/// <param name="Rounds">How much work one try is.</param>
/// <param name="Salt">Random, so that equal PINs don't look equal.</param>
/// <param name="Hash">What comes of the PIN.</param>
public sealed record PinHash(int Rounds, byte[] Salt, byte[] Hash)
{
    /// <summary>Fewest characters of a PIN.</summary>
    public const int Shortest = 6;

    private const int Longest = 64;
    private const int FewestRounds = 600_000;
    private const int MostRounds = 10_000_000;
    private const string Kind = "pbkdf2-sha256";

    /// <summary>What everybody would try first, besides runs and repetitions.</summary>
    private static readonly string[] Everybody =
        ["password", "passw0rd", "qwerty", "letmein", "welcome", "secret", "abc123", "1q2w3e", "iloveyou", "admin", "refuge", "referral", "159753", "147258", "112358"];

    /// <summary>Makes the hash of a new PIN.</summary>
    /// <exception cref="FormatException">The PIN is too easy to guess; the message says why.</exception>
    public static PinHash Of(string pin)
    {
        pin = Folded(pin);
        if (Weakness(pin) is { } weakness) throw new FormatException(weakness);
        var salt = RandomNumberGenerator.GetBytes(16);
        return new PinHash(FewestRounds, salt, Derive(pin, salt, FewestRounds));
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out PinHash hash)
    {
        hash = new PinHash(0, [], []);
        if (text.Split('$') is not [Kind, var rounds, var salt, var key]) return false;
        if (!int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < FewestRounds or > MostRounds) return false;
        if (!Base64Url.IsValid(salt) || !Base64Url.IsValid(key)) return false;
        hash = new PinHash(count, Base64Url.DecodeFromChars(salt), Base64Url.DecodeFromChars(key));
        return hash.Salt.Length >= 16 && hash.Hash.Length == 32;
    }

    /// <summary>Whether it is that PIN. Takes some tenths of a second, and the same time whatever was typed.</summary>
    public bool Is(string typed) => typed.Length <= Longest && CryptographicOperations.FixedTimeEquals(Derive(Folded(typed), Salt, Rounds), Hash);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}${Rounds}${Base64Url.EncodeToString(Salt)}${Base64Url.EncodeToString(Hash)}");

    private static byte[] Derive(string pin, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(pin), salt, rounds, HashAlgorithmName.SHA256, 32);

    /// <summary>The same however a keyboard composes it.</summary>
    private static string Folded(string typed) => Languages.Folded.WithoutNonsense(typed.Trim()).Normalize(NormalizationForm.FormC);

    private static string? Weakness(string pin)
    {
        if (pin.Length is < Shortest or > Longest) return $"A PIN has {Shortest} to {Longest} characters.";
        if (pin.Distinct().Count() < 4) return "This PIN repeats too few characters. Use at least four different ones.";
        var steps = pin.Zip(pin.Skip(1), (a, b) => b - a).ToList();
        if (steps.Distinct().Count() == 1) return "This PIN is a run of characters in order. Mix them.";
        if (Everybody.Any(e => pin.Contains(e, StringComparison.OrdinalIgnoreCase))) return "This PIN is among the first that anybody would try. Choose another.";
        return null;
    }
}
