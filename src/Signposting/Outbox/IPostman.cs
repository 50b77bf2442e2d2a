namespace Signposting.Outbox;

/// <summary>What became of one attempt.</summary>
internal enum Delivery
{
    /// <summary>The next server has taken charge of it.</summary>
    Accepted,
    /// <summary>Not now: try again.</summary>
    NotNow,
    /// <summary>The mailbox or the message was refused. Still tried again, since nothing is ever lost, but somebody must look.</summary>
    Refused,
    /// <summary>The connection broke after the whole message was sent: it may have arrived. Tried again with the same Message-ID.</summary>
    Unsure,
}

/// <summary>The outcome of one attempt.</summary>
/// <param name="Delivery">What became of it.</param>
/// <param name="Problem">Kind of failure for logs and operators: <c>connect</c>, <c>tls</c>, <c>recipient 550</c>. Never a server's own words, which may name a mailbox.</param>
internal sealed record Attempt(Delivery Delivery, string? Problem = null)
{
    public static readonly Attempt Accepted = new(Delivery.Accepted);
}

/// <summary>Carries letters out of the house: into a folder, or to a mail server.</summary>
internal interface IPostman
{
    /// <summary>Tries once. Failures of the way are outcomes, not exceptions.</summary>
    Task<Attempt> DeliverAsync(Envelope envelope, CancellationToken cancel);
}
