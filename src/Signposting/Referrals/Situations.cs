using Signposting.Languages;
using Signposting.Routing;

namespace Signposting.Referrals;

/// <summary>What routing needs to know of the answers.</summary>
internal static class Situations
{
    /// <param name="answers">The answers.</param>
    /// <param name="known">The facts that routing asks for.</param>
    /// <param name="page">The language of the page: somebody who writes for themselves and names no language wants that one, unless it is English.</param>
    public static Situation Of(Answers answers, IReadOnlyList<Fact> known, Language page)
    {
        var situation = new Situation { Excluded = [.. answers.All("exclude")] };
        foreach (var fact in known.Where(f => !answers.All(f.Name).IsEmpty)) situation = situation.With(fact, answers.All(fact.Name));
        // A Deaf person who asks for BSL as an access need wants it as a language.
        if (answers.Is("access", "bsl") && answers.One("language") is null) situation = situation.With(Facts.Language, "bsl");
        else if (!answers.ForAnother && answers.One("language") is null && page.Code != Language.English && Facts.Language.Words.Contains(page.Code)) situation = situation.With(Facts.Language, page.Code);
        return situation;
    }
}
