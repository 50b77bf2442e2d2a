using System.Text.Json.Serialization;

namespace Signposting.BotDefence;

/// <summary>Why a form may have been sent by a program. Never a reason to drop it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Doubt>))]
internal enum Doubt
{
    /// <summary>A field was filled in that people don't see.</summary>
    Trap,
    /// <summary>It came sooner than anybody could have read the questions.</summary>
    Fast,
    /// <summary>While a flood came in, its browser neither did the work it was asked for nor was it checked otherwise.</summary>
    Unsolved,
    /// <summary>Google's check, which the person agreed to, was not passed.</summary>
    NotPassed,
}

/// <summary>What was noticed about how a form was sent. It goes into the letter, and with it to every service that it is passed on to.</summary>
/// <param name="Doubts">What speaks for a program.</param>
/// <param name="Checked">Whether Google's check was passed.</param>
internal sealed record Finding(IReadOnlyList<Doubt> Doubts, bool Checked)
{
    /// <summary>Nothing to say.</summary>
    public static readonly Finding Nothing = new([], Checked: false);
}
