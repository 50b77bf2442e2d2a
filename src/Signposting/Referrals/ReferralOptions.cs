using System.ComponentModel.DataAnnotations;

namespace Signposting.Referrals;

/// <summary>The form (configuration section <c>Referrals</c>).</summary>
public sealed class ReferralOptions
{
    /// <summary>
    /// How long one page of the form may stay open before its answers can't be used any more, so that somebody who finds it later can't
    /// read on. Default 2 h; from 5 min to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan PageStaysOpenFor { get; set; } = TimeSpan.FromHours(2);
}
