using Signposting.Doors;
using Signposting.Listings;
using Signposting.Tests.Routing;

namespace Signposting.Tests.Doors;

/// <summary>What holds for every need, in every place, with each single thing that may matter, and with every language to speak.</summary>
public sealed class DoorRulesTests
{
    private static readonly DoorTable Table = Shipped.Catalogue.Part<DoorTable>();

    /// <summary>What one combination of answers shows.</summary>
    /// <param name="Asked">The answers.</param>
    /// <param name="Shown">The first door, the others, and who is shown because they are free to call.</param>
    /// <param name="Named">Those and who stands in for a number.</param>
    private sealed record Case(Asked Asked, IReadOnlyList<Service> Shown, IReadOnlyList<Service> Named)
    {
        public bool Is(string need) => Asked.Need?.Id == need;

        public bool Has(Matter matter) => Asked.Matters.Contains(matter);
    }

    [Fact]
    public void Somebody_can_be_called_free_of_charge_at_every_hour() =>
        Holds(c => c.Shown.Any(s => s.AlwaysOpen && s.PublicPhones.Any(p => p is { Cost: PhoneCost.Free, Kind: PhoneKind.Voice })));

    [Fact]
    public void Nobody_is_shown_twice_and_no_more_than_five_and_one() => Holds(c => c.Shown.Count <= 6 && c.Shown.Distinct().Count() == c.Shown.Count);

    /// <summary>By a number of its own, by our form, or through its website if we know that it runs.</summary>
    [Fact]
    public void The_first_door_can_be_opened_alone() => Holds(c =>
        c.Shown[0].SelfReferral != SelfReferral.No && (c.Shown[0].PublicPhones.Any() || c.Shown[0].Referrals is not null || c.Shown[0] is { Website: not null, Status: ServiceStatus.Open }));

    [Fact]
    public void Everybody_serves_the_reader_s_district() => Holds(c => c.Named.All(s =>
        s.National || (c.Asked.Area is { } area ? s.Serves(area.Id) : !c.Asked.Elsewhere && s.Areas.Count == Shipped.Catalogue.Areas.Count)));

    [Fact]
    public void Nobody_is_for_the_other_gender() => Holds(c => c.Named.All(s => s.Gender != (c.Has(Matter.Men) ? ServiceGender.Women : ServiceGender.Men)));

    [Fact]
    public void Who_begins_at_eighteen_is_not_for_young_people_unless_it_is_about_a_child() =>
        Holds(c => !c.Has(Matter.Young) || c.Asked.Need?.AboutChild == true || c.Named.All(s => s.FromAge is null or <= 16));

    /// <summary>Needs list, N12.</summary>
    [Fact]
    public void Nobody_without_recourse_is_sent_to_a_refuge_that_can_t_take_them() =>
        Holds(c => !c.Has(Matter.NoRecourse) || c.Named.All(s => s.Kind != ServiceKind.Refuge || s.Groups.Contains(ServiceGroup.NoRecourse)));

    [Fact]
    public void Who_is_for_speakers_of_Polish_or_Lithuanian_is_shown_to_nobody_else() =>
        Holds(c => c.Named.All(s => s.Languages[0] is not ("pl" or "lt") || (c.Asked.Spoken is { } spoken && s.Languages.Contains(spoken.Code))));

    [Fact]
    public void Nobody_who_harms_is_shown_who_is_there_for_those_who_are_harmed() => Holds(c => !c.Is("harm")
        || c.Named.All(s => s.Kind == ServiceKind.Harm || s.Id is "samaritans" or "shout" or "first-response-111" || (s.Id == "childline" && c.Has(Matter.Young))));

    [Fact]
    public void In_danger_the_first_door_is_999() => Holds(c => !c.Is("danger") || c.Shown[0].PublicPhones.Any(p => p.Number == "999"));

    private static void Holds(Func<Case, bool> rule)
    {
        var all = All().ToList();
        Assert.True(all.Count > 11_000, $"Only {all.Count} combinations were asked.");
        None.Of(from c in all
                where !rule(c)
                select $"{c.Asked.Need?.Id ?? "nothing said"}, {c.Asked.Area?.Id ?? (c.Asked.Elsewhere ? "elsewhere" : "unknown")}, "
                    + $"{string.Join('+', c.Asked.Matters)}, {c.Asked.Spoken?.Code}: {string.Join(", ", c.Named.Select(s => s.Id))}");
    }

    private static IEnumerable<Case> All() =>
        from need in Table.Needs.Select(n => (Need?)n).Append(null)
        from place in Shipped.Catalogue.Areas.Select(a => ((Area?)a, false)).Append((null, true)).Append((null, false))
        from matters in Enum.GetValues<Matter>().Select(m => new[] { m }).Prepend([]).Append([Matter.Men, Matter.Young]).Append([Matter.Men, Matter.Older])
        from spoken in Shipped.Catalogue.Phrases.Languages.Skip(1).Prepend(null)
        let asked = new Asked(need, place.Item1, place.Item2, matters, spoken)
        let answer = Table.For(asked)
        let doors = answer.Also.Prepend(answer.First).ToList()
        let shown = doors.Select(d => d.Service).Concat(answer.Free is { } free ? [free] : []).ToList()
        select new Case(asked, shown, [.. shown.Concat(doors.Select(d => d.Instead).OfType<Service>())]);
}
