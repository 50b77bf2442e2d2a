namespace Signposting.Routing;

/// <summary>Holds when the situation's answer to the fact is among the words; with several answers, when any is.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="Words">The answers that satisfy it.</param>
internal sealed record Condition(Fact Fact, IReadOnlyList<string> Words)
{
    public bool Holds(Situation situation) => situation.Of(Fact).Any(Words.Contains);

    public bool SameAs(Condition other) => Fact.Name == other.Fact.Name && Words.Order().SequenceEqual(other.Words.Order());
}
