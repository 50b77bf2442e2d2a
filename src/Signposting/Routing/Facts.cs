namespace Signposting.Routing;

/// <summary>One thing that routing may ask about a situation, and the words it may be answered with.</summary>
/// <param name="Name">As in <c>routing.yaml</c> and in the JSON of the <c>route</c> verb.</param>
/// <param name="Words">The possible answers.</param>
/// <param name="Many">Whether several may be true at once.</param>
public sealed record Fact(string Name, IReadOnlyList<string> Words, bool Many = false);

/// <summary>All facts that routing knows. A question that was skipped is answered <see cref="Unknown"/>.</summary>
public static class Facts
{
    /// <summary>The word for a question that was skipped.</summary>
    public const string Unknown = "unknown";

    /// <summary>The word for an area beyond the six districts.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>Whom the form is for.</summary>
    public static readonly Fact For = new("for", ["self", "other", "professional", Unknown]);

    /// <summary>Whether a professional asks for the service for high risk (their own finding; nothing is scored here).</summary>
    public static readonly Fact Risk = new("risk", ["high", "not-high", Unknown]);

    /// <summary>Age in years.</summary>
    public static readonly Fact Age = new("age", ["under-13", "13-to-15", "16-to-17", "18-to-24", "25-to-59", "60-up", Unknown]);

    /// <summary>Gender, as the person says it.</summary>
    public static readonly Fact Gender = new("gender", ["woman", "man", "another", Unknown]);

    /// <summary>What would help.</summary>
    public static readonly Fact Needs = new("needs",
        ["refuge", "stay-safe", "support", "sexual-violence", "stalking", "child-to-parent", "housing", "money", "counselling"], Many: true);

    /// <summary>Where a refuge should be.</summary>
    public static readonly Fact Where = new("where", ["near", "away", Unknown]);

    /// <summary>Whether children come too.</summary>
    public static readonly Fact Children = new("children", ["none", "yes", "older-son", Unknown]);

    /// <summary>Whether sharing a house with others is right.</summary>
    public static readonly Fact Sharing = new("sharing", ["fine", "not-right", Unknown]);

    /// <summary>Whether the person has recourse to public funds.</summary>
    public static readonly Fact Recourse = new("recourse", ["yes", "no", "unsure", Unknown]);

    /// <summary>The language to be spoken.</summary>
    public static readonly Fact Language = new("language", ["en", "pl", "lt", "ur", "pa", "bn", "hi", "gu", "bsl", "other", Unknown]);

    /// <summary>Specialist support that was asked for.</summary>
    public static readonly Fact Specialist = new("specialist",
        ["eastern-european", "minority-ethnic", "male", "young-person", "stalking", "housing", "child-to-parent"], Many: true);

    /// <summary>Whether staff from the person's own community are welcome.</summary>
    public static readonly Fact OwnCommunity = new("own-community", ["welcome", "not-wanted", Unknown]);

    /// <summary>Every fact, given the ids of the districts.</summary>
    public static IReadOnlyList<Fact> All(IEnumerable<string> areas) =>
        [For, Risk, Area(areas), Age, Gender, Needs, Where, Children, Sharing, Recourse, Language, Specialist, OwnCommunity];

    /// <summary>The district.</summary>
    public static Fact Area(IEnumerable<string> areas) => new("area", [.. areas, Elsewhere, Unknown]);
}
