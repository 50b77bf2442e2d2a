using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>
/// From a reader's answers to the right door. Who helps with a need stands in <c>doors.yaml</c>, best first; who isn't there for the
/// reader's district, gender or age is left out. The first door is one that does what was asked for; then come two at most who are there
/// for people like the reader, and then the others.
/// </summary>
/// <param name="catalogue">The content it belongs to.</param>
/// <param name="needs">What may be going on.</param>
/// <param name="any">What is shown to a reader who doesn't say.</param>
/// <param name="kin">Who is there for whom.</param>
/// <param name="nearby">Services shown to readers of some districts only, though they would take people from others.</param>
/// <param name="free">Who can be called free of charge at any hour.</param>
public sealed class DoorTable(
    Catalogue catalogue, IReadOnlyList<Need> needs, Need any, Kin kin, IReadOnlyDictionary<Service, IReadOnlyList<string>> nearby, IReadOnlyList<Service> free)
{
    private const int AtMost = 5, AlikeAtMost = 2;

    /// <summary>What may be going on, in the order of the question.</summary>
    public IReadOnlyList<Need> Needs => needs;

    /// <summary>Whom to turn to.</summary>
    public Answer For(Asked asked)
    {
        var need = asked.Need ?? any;
        var (first, others) = Choose(asked, need);
        if (first is null) throw new InvalidOperationException("No door is open for these answers: doors.yaml was not checked.");
        var alike = others.Where(d => d.IsAlike).OrderByDescending(d => d.Fit).Take(AlikeAtMost).ToList();
        IReadOnlyList<Door> also = [.. alike.Concat(others.Except(alike)).Take(AtMost - 1)];
        var shown = also.Prepend(first).Select(d => d.Service).ToList();
        return new Answer(
            first, also, shown.Any(free.Contains) ? null : free.FirstOrDefault(s => IsFor(s, asked, need)),
            [.. need.Pages.Concat(asked.Matters.SelectMany(kin.PagesFor)).Distinct().Take(AtMost)],
            NobodyNear: asked.Area is not null && shown.All(s => s.National));
    }

    /// <summary>Records every need that leaves somebody with nobody whom they can reach alone.</summary>
    internal void Check(Faults faults)
    {
        var places = catalogue.Areas.Select(a => ((Area?)a, false)).Append((null, true)).Append((null, false)).ToList();
        // Whatever leaves services out, in all its combinations; what only adds or orders can leave nobody without.
        Matter[] leavesOut = [Matter.Men, Matter.Young, Matter.Older, Matter.NoRecourse];
        var some = Enumerable.Range(0, 1 << leavesOut.Length).Select(set => leavesOut.Where((_, i) => (set >> i & 1) == 1).ToArray()).ToList();
        foreach (var need in needs.Append(any))
        {
            var left = from place in places
                       from matters in some
                       where Choose(new Asked(need, place.Item1, place.Item2, matters, null), need).First is null
                       select string.Join(", ", matters.Select(Word.Of).Prepend(place.Item1?.Id ?? (place.Item2 ? "another county" : "an unknown place")));
            if (left.FirstOrDefault() is { } combination)
                faults.Add(need.At, $"Nobody is left to turn to here for: {combination}. Add a service that is for everyone and has a number to show.");
        }
    }

    /// <summary>The first door, null if there is none that a person can open alone; and all others, those of the need itself first.</summary>
    private (Door? First, IReadOnlyList<Door> Others) Choose(Asked asked, Need need)
    {
        var like = asked.Spoken is { } spoken ? kin.Speaking(spoken) : [];
        var added = need.ForAll ? [] : like.Concat(asked.Matters.SelectMany(kin.Of)).ToList();
        var doors = need.Services.Concat(added).Distinct().Where(s => IsFor(s, asked, need)).Select(s => new Door(
            s,
            For: [.. asked.Matters.Where(m => kin.IsFor(m, s))],
            Speaks: asked.Spoken is { } language && s.Languages.Contains(language.Code) ? language : null,
            ForSpeakers: like.Contains(s),
            Instead: s.PublicPhones.Any() ? null : catalogue.Shown(s.Instead).FirstOrDefault(i => i.PublicPhones.Any() && IsFor(i, asked, need)),
            Near: s.National ? null : asked.Area)).ToList();
        var reached = doors.Where(d => IsReached(d.Service)).ToList();
        var first = reached.Where(d => need.Services.Contains(d.Service)).OrderByDescending(d => d.Fit).FirstOrDefault() ?? reached.FirstOrDefault();
        return (first, [.. doors.Where(d => d != first)]);
    }

    private bool IsFor(Service service, Asked asked, Need need) =>
        IsNear(service, asked)
        && (service.Gender == ServiceGender.Anyone || service.Gender == (asked.Matters.Contains(Matter.Men) ? ServiceGender.Men : ServiceGender.Women))
        && IsForAge(service, asked, need)
        && kin.Admits(service, asked)
        // Needs list, N12: who may have no benefits isn't sent to a refuge that can't take them.
        && (service.Kind != ServiceKind.Refuge || !asked.Matters.Contains(Matter.NoRecourse) || service.Groups.Contains(ServiceGroup.NoRecourse));

    /// <summary>A district that isn't known excludes nobody who serves all of them.</summary>
    private bool IsNear(Service service, Asked asked)
    {
        if (service.National) return true;
        var areas = nearby.GetValueOrDefault(service, service.Areas);
        return asked.Area is { } area ? areas.Contains(area.Id) : !asked.Elsewhere && catalogue.Areas.All(a => areas.Contains(a.Id));
    }

    /// <summary>Who is there for young or for old people alone is shown only to them; who begins at eighteen isn't shown to somebody who may be younger.</summary>
    private static bool IsForAge(Service service, Asked asked, Need need)
    {
        var young = asked.Matters.Contains(Matter.Young);
        if (service.FromAge >= 50) return asked.Matters.Contains(Matter.Older);
        if (service.ToAge <= 25) return young || need.AboutChild;
        return !young || need.AboutChild || service.FromAge is null or <= 16;
    }

    /// <summary>Whether a person alone can turn to it: by a number or our form, or through its website if we know that it still runs.</summary>
    private static bool IsReached(Service service) =>
        service.SelfReferral != SelfReferral.No
        && (service.PublicPhones.Any() || service.Referrals is not null || service is { Website: not null, Status: ServiceStatus.Open });
}
