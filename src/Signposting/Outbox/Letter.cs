namespace Signposting.Outbox;

/// <summary>An e-mail as it was promised.</summary>
/// <param name="To">The mailbox.</param>
/// <param name="Subject">Says nothing about the person.</param>
/// <param name="Body">Plain text, and empty where there is something enveloped.</param>
/// <param name="Enveloped">The body encrypted for its receiver (<see cref="Smime"/>), or null.</param>
internal sealed record Letter(string To, string Subject, string Body, byte[]? Enveloped = null);

/// <summary>A letter that is ours to send for a while, still sealed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Destination">Id of the service.</param>
/// <param name="CreatedAt">When it was promised.</param>
/// <param name="Tries">How often it has failed so far.</param>
/// <param name="Sealed">What it says.</param>
internal sealed record Leased(Guid Id, string Destination, DateTimeOffset CreatedAt, int Tries, byte[] Sealed);

/// <summary>A letter on its way.</summary>
/// <param name="Id">Also makes the Message-ID, which stays the same however often it is sent.</param>
/// <param name="Destination">Id of the service.</param>
/// <param name="CreatedAt">When it was promised: its date, however late it is sent.</param>
/// <param name="Tries">How often it has failed so far.</param>
/// <param name="Letter">What it says.</param>
internal sealed record Envelope(Guid Id, string Destination, DateTimeOffset CreatedAt, int Tries, Letter Letter);
