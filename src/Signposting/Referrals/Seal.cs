using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Signposting.Referrals;

/// <summary>Whether a sealed page could be opened.</summary>
internal enum SealState
{
    /// <summary>Yes.</summary>
    Whole,
    /// <summary>Yes, but it is too old: somebody else may have found the page.</summary>
    Expired,
    /// <summary>No: it was changed, cut or made up, or our keys are gone.</summary>
    Broken,
}

/// <summary>
/// Seals the conversation into the page: encrypted and signed, so that whoever finds the page can't read it, and padded, so that its
/// length doesn't tell how much was written.
/// </summary>
internal sealed class Seal(IDataProtectionProvider protection, TimeProvider clock, IOptions<ReferralOptions> options)
{
    private const int PaddedTo = 1024;
    private readonly IDataProtector _protector = protection.CreateProtector("Signposting.Referrals.Conversation.v1");

    public string Close(Conversation conversation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(conversation with { SealedAt = clock.GetUtcNow() });
        var padded = new byte[(json.Length / PaddedTo + 1) * PaddedTo];
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded, 0);
        return Base64Url.EncodeToString(_protector.Protect(padded));
    }

    public (SealState State, Conversation? Conversation) Open(string? text)
    {
        try
        {
            var conversation = JsonSerializer.Deserialize<Conversation>(_protector.Unprotect(Base64Url.DecodeFromChars(text ?? "")));
            if (conversation is null) return (SealState.Broken, null);
            return clock.GetUtcNow() - conversation.SealedAt > options.Value.PageStaysOpenFor ? (SealState.Expired, null) : (SealState.Whole, conversation);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return (SealState.Broken, null);
        }
    }

    /// <summary>Tells one sealed page from another without saying anything of what is in it.</summary>
    public static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
