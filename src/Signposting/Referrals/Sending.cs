using Signposting.Outbox;

namespace Signposting.Referrals;

/// <summary>A sending that is to be made.</summary>
/// <param name="Destination">Id of the service.</param>
/// <param name="DueAt">Until when it promises to answer.</param>
/// <param name="Post">Makes what leaves, given the reference and the id of the sending.</param>
internal sealed record Sending(string Destination, DateTimeOffset DueAt, Func<string, string, Post> Post);

/// <summary>What leaves for one sending.</summary>
/// <param name="Letter">To the service's mailbox.</param>
/// <param name="Trouble">Why the words couldn't be encrypted, so that the letter only says so: expired, not-yet-valid or failed; else null.</param>
/// <param name="Notice">What opens it, if the letter is only a notice.</param>
internal sealed record Post(Letter Letter, string? Trouble = null, Notice? Notice = null);

/// <summary>What opens a notice.</summary>
/// <param name="Link">The number of the link in its letter: see <see cref="ReadingLinks"/>.</param>
/// <param name="Code">What has to be typed, or null where the service has a PIN.</param>
/// <param name="CodeLetter">Brings the code to the second mailbox, or null.</param>
internal sealed record Notice(string Link, string? Code, Letter? CodeLetter);
