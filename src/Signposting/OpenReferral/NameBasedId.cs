using System.Security.Cryptography;
using System.Text;

namespace Signposting.OpenReferral;

/// <summary>
/// Ids as the standard wants them: UUIDs made from ours (RFC 9562, version 5), so that a listing keeps its id for as long as its file keeps its
/// name, on every machine, and nothing has to be stored.
/// </summary>
internal static class NameBasedId
{
    /// <summary>The name space of this product. Never change it: every id that others have kept would be another.</summary>
    private static readonly Guid Ours = new("9c5a8263-d0c9-4d8c-90ce-76ff8dc537a2");

    /// <summary>The id of a thing of ours: its sort, then what tells it apart from others of that sort.</summary>
    public static Guid Of(params ReadOnlySpan<string> name) => Of(Ours, string.Join('/', name));

    /// <summary>The id of a name in a name space.</summary>
    public static Guid Of(Guid space, string name)
    {
#pragma warning disable CA5350 // RFC 9562 prescribes it, and nothing here is secret.
        var hash = SHA1.HashData([.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
