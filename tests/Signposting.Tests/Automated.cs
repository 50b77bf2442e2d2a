namespace Signposting.Tests;

/// <summary>Our tests are programs that fill in forms, many at once: where that isn't what is tested, they aren't taken for what they are.</summary>
internal static class Automated
{
    public static readonly IReadOnlyList<(string Key, string Value)> Allowed =
    [
        ("BotDefence:FastestForm", "00:00:00"), ("BotDefence:NetworkMaySend", "1000000"), ("BotDefence:NetworkWorksFrom", "1000000"), ("BotDefence:AllWorkFrom", "1000000"),
    ];
}
