using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Signposting.BotDefence;

/// <summary>Work that a browser is asked to do before it sends: bound to one conversation, sealed, and good for an hour.</summary>
/// <param name="Conversation">The form that it belongs to.</param>
/// <param name="Bits">How many zero bits each hash begins with.</param>
/// <param name="AskedAt">When a page first carried it.</param>
/// <param name="Told">Whether the page has come back once with the request to wait.</param>
internal sealed record Riddle(string Conversation, int Bits, DateTimeOffset AskedAt, bool Told);

/// <summary>
/// Makes riddles and checks their answers: sixteen numbers, so that luck evens out. The n-th hash is SHA-256 of the sealed riddle, the
/// count of numbers found before, a full stop and the number, all as text.
/// </summary>
internal sealed class Riddles(IDataProtectionProvider protection, IOptions<BotDefenceOptions> options, TimeProvider clock)
{
    /// <summary>How many numbers are asked for; the script knows it too.</summary>
    internal const int Parts = 16;

    private const int LongestAnswer = 400;
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private readonly IDataProtector _protector = protection.CreateProtector("Signposting.BotDefence.Riddle.v1");

    public Riddle New(string conversation) => new(conversation, options.Value.WorkBits, clock.GetUtcNow(), Told: false);

    public string Close(Riddle riddle) => Base64Url.EncodeToString(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(riddle)));

    /// <summary>The riddle of this conversation; null if there is none, it is somebody else's, made up, or too old.</summary>
    public Riddle? Open(string? text, string conversation)
    {
        try
        {
            var riddle = JsonSerializer.Deserialize<Riddle>(_protector.Unprotect(Base64Url.DecodeFromChars(text ?? "")))!;
            return riddle.Conversation == conversation && clock.GetUtcNow() - riddle.AskedAt <= GoodFor ? riddle : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether the numbers solve it.</summary>
    /// <param name="riddle">What was asked.</param>
    /// <param name="text">The same, as it stood in the page.</param>
    /// <param name="answer">The numbers, with a space between them.</param>
    public static bool Solves(Riddle riddle, string text, string answer)
    {
        if (answer.Length > LongestAnswer) return false;
        var numbers = answer.Split(' ');
        return numbers.Length == Parts && numbers.Select((n, i) => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Zeros(text, i, number) >= riddle.Bits).All(good => good);
    }

    /// <summary>Zero bits at the head of one hash, of the first 32.</summary>
    internal static int Zeros(string text, int before, int number) =>
        int.LeadingZeroCount(BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}{before}.{number}")))));
}
