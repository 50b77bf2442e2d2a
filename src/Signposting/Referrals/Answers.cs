using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Signposting.Referrals;

/// <summary>What somebody has answered so far. Immutable: every answer makes a new one.</summary>
/// <param name="Values">Answers by field.</param>
/// <param name="Passed">Ids of questions answered or skipped, and of pages that were only to be read.</param>
internal sealed record Answers(ImmutableSortedDictionary<string, ImmutableArray<string>> Values, ImmutableSortedSet<string> Passed)
{
    public static readonly Answers None = new(
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal), ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>All answers to a field; none if it was skipped.</summary>
    public ImmutableArray<string> All(string field) => Values.TryGetValue(field, out var values) ? values : [];

    /// <summary>The answer to a field, or null.</summary>
    public string? One(string field) => All(field) is [var first, ..] ? first : null;

    public bool Is(string field, string value) => All(field).Contains(value);

    public bool IsAny(string field, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
            if (Is(field, value)) return true;
        return false;
    }

    /// <summary>Whether the form is about somebody other than the reader.</summary>
    [JsonIgnore]
    public bool ForAnother => IsAny("for", "other", "professional");

    public Answers With(string field, ImmutableArray<string> values) =>
        this with { Values = values.IsDefaultOrEmpty ? Values.Remove(field) : Values.SetItem(field, values) };

    public Answers Pass(string question) => this with { Passed = Passed.Add(question) };
}
