using System.ComponentModel.DataAnnotations;

namespace Signposting.Outbox;

/// <summary>
/// A second mail server, for alarms only (configuration section <c>Alarm:Mail</c>). Another one than <c>Mail</c>, because it has to tell
/// that the first has failed. Without a host, alarms go to the log and the webhook.
/// </summary>
public sealed class AlarmMailOptions : RelayOptions
{
    /// <summary>Sender of alarms.</summary>
    [EmailAddress]
    public string? From { get; set; }

    /// <summary>Who is told.</summary>
    [EmailAddress]
    public string? To { get; set; }

    /// <inheritdoc/>
    protected override string Section => "Alarm:Mail";

    /// <inheritdoc/>
    protected override bool Used => Host is not null;

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Used && (From is null || To is null)) yield return new ValidationResult("Alarm:Mail:Host is given, so Alarm:Mail:From and Alarm:Mail:To must be too.");
        foreach (var fault in base.Validate(validationContext)) yield return fault;
    }
}
