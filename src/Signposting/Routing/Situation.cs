using System.Collections.Immutable;

namespace Signposting.Routing;

/// <summary>What is known about somebody who asks for help, as far as it decides who should receive it. No names, no words.</summary>
public sealed record Situation
{
    /// <summary>Answers by the name of the fact; what is missing was skipped.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Answers { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Organisations that must not receive it.</summary>
    public ImmutableHashSet<string> Excluded { get; init; } = [];

    /// <summary>The words that answer a fact; for one with a single answer that was skipped, <see cref="Facts.Unknown"/>.</summary>
    public ImmutableArray<string> Of(Fact fact) =>
        Answers.TryGetValue(fact.Name, out var words) && words.Length > 0 ? words : fact.Many ? [] : [Facts.Unknown];

    /// <summary>The same, with one fact answered.</summary>
    public Situation With(Fact fact, params IEnumerable<string> words) => this with { Answers = Answers.SetItem(fact.Name, [.. words]) };
}
