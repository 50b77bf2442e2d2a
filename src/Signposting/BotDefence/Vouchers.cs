using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Signposting.BotDefence;

/// <summary>What came of Google's check.</summary>
internal enum CheckResult
{
    /// <summary>It was not made, or nobody answered.</summary>
    None,
    /// <summary>Passed.</summary>
    Passed,
    /// <summary>Not passed.</summary>
    Failed,
}

/// <summary>Carries the result of Google's check from the page that made it into the form that is sent; good for two hours.</summary>
/// <param name="Conversation">The form that it belongs to.</param>
/// <param name="Result">Blank until the check is made.</param>
/// <param name="At">When it was sealed.</param>
internal sealed record Voucher(string Conversation, CheckResult Result, DateTimeOffset At);

/// <summary>Seals vouchers, so that nobody writes their own.</summary>
internal sealed class Vouchers(IDataProtectionProvider protection, IOptions<RecaptchaOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(2);
    private readonly IDataProtector _protector = protection.CreateProtector("Signposting.BotDefence.Voucher.v1");

    /// <summary>What a page carries: the voucher it had, or a blank one. Null where the check isn't offered.</summary>
    public string? For(string? text, string conversation) => !options.Value.On ? null : Open(text, conversation) is null ? Close(conversation, CheckResult.None) : text;

    public string Close(string conversation, CheckResult result) =>
        Base64Url.EncodeToString(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Voucher(conversation, result, clock.GetUtcNow()))));

    /// <summary>The voucher; null if there is none, it is made up, too old, or of another conversation than this one.</summary>
    /// <param name="text">As it stood in the page.</param>
    /// <param name="conversation">The form, or null where only the voucher names it.</param>
    public Voucher? Open(string? text, string? conversation = null)
    {
        try
        {
            var voucher = JsonSerializer.Deserialize<Voucher>(_protector.Unprotect(Base64Url.DecodeFromChars(text ?? "")))!;
            return (conversation ?? voucher.Conversation) == voucher.Conversation && clock.GetUtcNow() - voucher.At <= GoodFor ? voucher : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
