using System.ComponentModel.DataAnnotations;

namespace Signposting.BotDefence;

/// <summary>
/// When a form looks automated and when there are too many (configuration section <c>BotDefence</c>). Every node counts for itself. A
/// network is what a household, a refuge or a hall of residence shares: /24 of IPv4, /56 of IPv6; a mobile carrier puts many people
/// into one.
/// </summary>
public sealed class BotDefenceOptions : IValidatableObject
{
    /// <summary>
    /// A form that is sent sooner than this after its first question was shown is marked: nobody reads that fast. Default 10 s; from 0
    /// (never marks) to 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan FastestForm { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Forms that one network may send in an hour; one more is told to come back later and whom to call. More than any house or training
    /// day needs. Default 60; from 10 to 1000000.
    /// </summary>
    [Range(10, 1_000_000)]
    public int NetworkMaySend { get; set; } = 60;

    /// <summary>From so many forms of one network in an hour on, its browsers are asked for work. Default 20; from 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int NetworkWorksFrom { get; set; } = 20;

    /// <summary>From so many forms in ten minutes on, whoever sent them, every browser is asked for work. Default 30; from 2 to 1000000.</summary>
    [Range(2, 1_000_000)]
    public int AllWorkFrom { get; set; } = 30;

    /// <summary>When there are no more than so many in ten minutes, work isn't asked for any longer. Default 10; below <see cref="AllWorkFrom"/>.</summary>
    [Range(0, 1_000_000)]
    public int AllRestFrom { get; set; } = 10;

    /// <summary>
    /// How hard the work is: zero bits at the head of each of the sixteen hashes, so that one more bit takes twice as long. Default 9,
    /// some 8000 hashes: measured, half a second in Chromium slowed down six times and in Firefox on a computer of two cores, and so
    /// some four seconds in Firefox on a cheap phone. From 1 to 16.
    /// </summary>
    [Range(1, 16)]
    public int WorkBits { get; set; } = 9;

    /// <summary>How long a reader whose browser can't do the work waits instead. Default 10 s; from 0 to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AllRestFrom >= AllWorkFrom) yield return new ValidationResult("BotDefence:AllRestFrom should be smaller than BotDefence:AllWorkFrom, or work would be asked for on and off.");
    }
}
