using System.ComponentModel.DataAnnotations;
using System.Net;
using Signposting.Outbox;

namespace Signposting.Referrals;

/// <summary>The form and what follows it (configuration section <c>Referrals</c>).</summary>
public sealed class ReferralOptions : IValidatableObject
{
    /// <summary>
    /// How long one page of the form may stay open before its answers can't be used any more, so that somebody who finds it later can't
    /// read on. Default 2 h; from 5 min to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan PageStaysOpenFor { get; set; } = TimeSpan.FromHours(2);

    /// <summary>The address under which the public reaches the site: stands in the links of letters. Default http://localhost:5000.</summary>
    [Required]
    public string PublicAddress { get; set; } = "http://localhost:5000";

    /// <summary>
    /// How long a form is kept at most, if nobody takes it. While nobody is left to take it, operators are told again and again (Alarm:RepeatAfter). Default 14 days;
    /// from 3 to 60.
    /// </summary>
    [Range(typeof(TimeSpan), "3.00:00:00", "60.00:00:00")]
    public TimeSpan KeptAtMost { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Whether whoever gets a letter can follow its links; on a machine that also is its own mail server anything goes, as in tests.</summary>
    internal bool ReachableFromLetters(MailOptions mail) =>
        mail.Transport != MailTransport.Smtp || !Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) || !IsLoopback(address.Host) || IsLoopback(mail.Host ?? "");

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            yield return new ValidationResult($"Referrals:PublicAddress should be an address such as https://www.site.example, not '{PublicAddress}'.");
    }
}
