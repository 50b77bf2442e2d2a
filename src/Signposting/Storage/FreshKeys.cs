using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Signposting.Storage;

/// <summary>
/// The key ring, looked at again every minute. ASP.NET looks once a day and else only in a process's first minutes: a node would not
/// open what another seals with a new key, and a running site would go on sealing with a key that an operator has just replaced.
/// </summary>
internal sealed class FreshKeys(XmlKeyManager keys, TimeProvider clock) : IKeyManager
{
    /// <summary>How soon every node knows a new key.</summary>
    public static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The ring itself.</summary>
    public XmlKeyManager Ring => keys;

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) => keys.CreateNewKey(activationDate, expirationDate);

    public IReadOnlyCollection<IKey> GetAllKeys() => keys.GetAllKeys();

#pragma warning disable CA2000 // They end by themselves, after that minute.
    public CancellationToken GetCacheExpirationToken() => CancellationTokenSource.CreateLinkedTokenSource(
        keys.GetCacheExpirationToken(), new CancellationTokenSource(LooksAgainAfter, clock).Token).Token;
#pragma warning restore CA2000

    public void RevokeKey(Guid keyId, string? reason = null) => keys.RevokeKey(keyId, reason);

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => keys.RevokeAllKeys(revocationDate, reason);
}
