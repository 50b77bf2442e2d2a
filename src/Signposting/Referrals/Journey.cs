using Signposting.Routing;

namespace Signposting.Referrals;

/// <summary>What comes next.</summary>
internal abstract record Step
{
    /// <summary>A question.</summary>
    public sealed record Ask(Question Question) : Step;

    /// <summary>Something to read first: <c>danger</c> (whom to call now; one may go on) or <c>child</c> (whom to call now, in place of the form).</summary>
    public sealed record Read(string Id) : Step;

    /// <summary>Everything is answered: check, see who receives it, send.</summary>
    public sealed record Check : Step;
}

/// <summary>
/// The questions in their order, and which come next: worked out from the answers, never stored, so that Back, a change of mind or a
/// page that was left open can't lead astray.
/// </summary>
internal static class Journey
{
    public static readonly IReadOnlyList<Question> Questions =
    [
        new("for", [Field.OneOf("for", "self", "other", "professional")]),
        new("now", [Field.OneOf("danger", "no", "yes", "child")]),
        new("knows", [Field.OneOf("knows", "agreed", "not-told")], a => a.ForAnother),
        new("agency", [Field.Line("agency", 200), Field.OneOf("risk", "high", "not-high")], a => a.Is("for", "professional")),
        new("age", [Field.OneOf("age", Known(Facts.Age))]),
        new("gender", [Field.OneOf("gender", Known(Facts.Gender))]),
        new("area", [Field.OneOf("area")]),
        new("needs", [Field.AnyOf("needs", Facts.Needs.Words)]),
        new("where", [Field.OneOf("where", "near", "away")], NeedsRefuge),
        new("children", [Field.OneOf("children", Known(Facts.Children)), Field.Words("children-about", 500)], a => a.IsAny("needs", "refuge", "housing", "stay-safe")),
        new("sharing", [Field.OneOf("sharing", Known(Facts.Sharing))], NeedsRefuge),
        new("recourse", [Field.OneOf("recourse", Known(Facts.Recourse))], a => a.IsAny("needs", "refuge", "housing")),
        new("pets", [Field.OneOf("pets", "no", "yes"), Field.Line("pets-about", 200)], a => a.IsAny("needs", "refuge", "housing")),
        new("recent", [Field.OneOf("recent", "yes", "no")], a => a.Is("needs", "sexual-violence")),
        new("language", [Field.OneOf("language", Known(Facts.Language)), Field.Line("language-other", 100), Field.AnyOf("interpreter", "yes")]),
        new("specialist", [Field.AnyOf("specialist", Facts.Specialist.Words), Field.OneOf("own-community", "welcome", "not-wanted")]),
        new("access", [Field.AnyOf("access", "pregnant", "step-free", "personal-care", "bsl", "easy-read", "hearing", "sight"), Field.Words("access-about", 500)]),
        new("words", [Field.Words("words", 4000)]),
        new("name", [Field.Line("name", 100)]),
        new("reach",
        [
            new Field("whom", FieldKind.OneOf, ["me", "them"], Asked: a => a.ForAnother && !a.Is("knows", "not-told")),
            Field.AnyOf("ways", "call", "text", "email", "other"),
            new Field("phone", FieldKind.Phone, [], 40),
            new Field("email", FieldKind.Email, [], 200),
            Field.Words("other-way", 500),
        ]),
        new("safe", [Field.Words("times", 500), Field.OneOf("voicemail", "yes", "no"), Field.Words("someone-else", 500)]),
        new("never", [Field.Words("never", 1000)]),
        new("exclude", [Field.AnyOf("exclude")]),
    ];

    public static Question? Find(string? id) => Questions.FirstOrDefault(q => q.Id == id);

    /// <summary>The questions that these answers lead through.</summary>
    public static IEnumerable<Question> AskedOf(Answers answers) => Questions.Where(q => q.Asked?.Invoke(answers) ?? true);

    /// <summary>The first thing that isn't done yet.</summary>
    public static Step Next(Answers answers)
    {
        // Under 13, or a child in danger: no form, but whom to call now (referrals design, routing facts).
        if (answers.Is("danger", "child") || answers.Is("age", "under-13")) return new Step.Read("child");
        if (answers.Is("danger", "yes") && !answers.Passed.Contains("danger")) return new Step.Read("danger");
        return AskedOf(answers).FirstOrDefault(q => !answers.Passed.Contains(q.Id)) is { } question ? new Step.Ask(question) : new Step.Check();
    }

    /// <summary>The question before one, for our own Back control; null before the first.</summary>
    public static Question? Before(string? id, Answers answers) => AskedOf(answers).TakeWhile(q => q.Id != id).LastOrDefault();

    /// <summary>A changed mind erases: what is no longer asked is no longer answered.</summary>
    public static Answers Prune(Answers answers)
    {
        var kept = AskedOf(answers).SelectMany(q => q.FieldsFor(answers)).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var pruned = answers with { Values = answers.Values.RemoveRange(answers.Values.Keys.Where(f => !kept.Contains(f)).ToList()) };
        pruned = pruned.Is("danger", "yes") ? pruned : pruned with { Passed = pruned.Passed.Remove("danger") };
        // Taking an answer away may take another question with it.
        return pruned.Values.Count == answers.Values.Count ? pruned : Prune(pruned);
    }

    /// <summary>Passes every question that may be skipped: straight on to what must be known.</summary>
    public static Answers SkipTheRest(Answers answers) =>
        AskedOf(answers).Where(q => !q.Required).Aggregate(answers, (passed, q) => passed.Pass(q.Id));

    private static bool NeedsRefuge(Answers answers) => answers.Is("needs", "refuge");

    private static IReadOnlyList<string> Known(Fact fact) => [.. fact.Words.Where(w => w != Facts.Unknown)];
}
