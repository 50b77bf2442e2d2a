using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>
/// From a reader's answers to the right door. Who helps with a need stands in <c>doors.yaml</c>, best first; who isn't there for the
/// reader's district, gender or age is left out, and who is there for people like them comes first.
/// </summary>
/// <param name="catalogue">The content it belongs to.</param>
/// <param name="needs">What may be going on.</param>
/// <param name="any">What is shown to a reader who doesn't say.</param>
/// <param name="matters">Who is there for whom.</param>
/// <param name="free">Who can be called free of charge at any hour.</param>
public sealed class DoorTable(Catalogue catalogue, IReadOnlyList<Need> needs, Need any, IReadOnlyDictionary<Matter, Need> matters, IReadOnlyList<Service> free)
{
    private const int AtMost = 5;

    /// <summary>What may be going on, in the order of the question.</summary>
    public IReadOnlyList<Need> Needs => needs;

    /// <summary>Whom to turn to.</summary>
    public Answer For(Asked asked)
    {
        var need = asked.Need ?? any;
        var doors = need.Services.Concat(asked.Matters.SelectMany(m => matters[m].Services)).Distinct()
            .Where(s => IsFor(s, asked, need)).Select(s => DoorTo(s, asked))
            // Who can't be reached by somebody alone is shown, but not first; who is there for people like them before who is there for all.
            .OrderBy(d => IsReached(d.Service) ? 0 : 1).ThenByDescending(d => d.For.Count + (d.Speaks is null ? 0 : 1)).Take(AtMost).ToList();
        if (doors.Count == 0) throw new InvalidOperationException("No door is open for these answers: doors.yaml was not checked.");
        var alwaysFree = doors.Any(d => free.Contains(d.Service)) ? null : free.FirstOrDefault(s => IsFor(s, asked, need));
        IReadOnlyList<GuidancePage> pages = [.. need.Pages.Concat(asked.Matters.SelectMany(m => matters[m].Pages)).Distinct().Take(AtMost)];
        return new Answer(doors[0], doors[1..], alwaysFree, pages, asked.Area is { } area && !doors.Any(d => !d.Service.National && d.Service.Serves(area.Id)));
    }

    /// <summary>Records every combination of answers that leads nowhere, or first to somebody whom one can't reach alone.</summary>
    internal void Check(Faults faults)
    {
        var places = catalogue.Areas.Select(a => ((Area?)a, false)).Append((null, true)).Append((null, false));
        var alone = Enum.GetValues<Matter>().Select(m => new[] { m }).Prepend([]).Append([Matter.Men, Matter.Young]).Append([Matter.Men, Matter.Older]);
        foreach (var need in needs.Append(any))
            foreach (var (area, elsewhere) in places)
                foreach (var some in alone)
                {
                    var asked = new Asked(need, area, elsewhere, some, null);
                    if (!need.Services.Concat(some.SelectMany(m => matters[m].Services)).Any(s => IsFor(s, asked, need) && IsReached(s)))
                        faults.Add(new Place(DoorsFile.Name, 0), $"Nobody is left to turn to for '{need.Id}' in {area?.Id ?? (elsewhere ? "another county" : "an unknown place")}{string.Concat(some.Select(m => ", " + Word.Of(m)))}. Add a service that is for everyone and has a number to show.");
                }
    }

    /// <summary>A district that isn't known excludes nobody who serves all of them.</summary>
    private bool IsFor(Service service, Asked asked, Need need) =>
        (service.National || (asked.Area is { } area ? service.Serves(area.Id) : !asked.Elsewhere && catalogue.Areas.All(a => service.Serves(a.Id))))
        && (service.Gender == ServiceGender.Anyone || service.Gender == (asked.Matters.Contains(Matter.Men) ? ServiceGender.Men : ServiceGender.Women))
        && IsForAge(service, asked, need);

    /// <summary>Who is there for young or for old people alone is shown only to them; who begins at eighteen isn't shown to somebody who may be younger.</summary>
    private static bool IsForAge(Service service, Asked asked, Need need)
    {
        var young = asked.Matters.Contains(Matter.Young);
        if (service.FromAge >= 50) return asked.Matters.Contains(Matter.Older);
        if (service.ToAge <= 25) return young || need.AboutChild;
        return !young || need.AboutChild || service.FromAge is null or <= 16;
    }

    /// <summary>Whether a person alone can turn to it: by a number, by our form, or through whoever stands in its place.</summary>
    private bool IsReached(Service service) =>
        service.SelfReferral != SelfReferral.No && (service.PublicPhones.Any() || service.Referrals is not null || catalogue.Shown(service.Instead).Any(s => s.PublicPhones.Any()));

    private static Door DoorTo(Service service, Asked asked) =>
        new(service, [.. asked.Matters.Where(m => IsSpecial(service, m))], asked.Spoken is { } language && service.Languages.Contains(language.Code) ? language : null);

    private static bool IsSpecial(Service service, Matter matter) => matter switch
    {
        Matter.Men => service.Gender == ServiceGender.Men,
        Matter.Young => service.ToAge <= 25,
        Matter.Older => service.Groups.Contains(ServiceGroup.Older),
        Matter.Disabled => service.Groups.Contains(ServiceGroup.Disabled),
        Matter.Deaf => service.Groups.Contains(ServiceGroup.Deaf),
        Matter.Lgbt => service.Groups.Contains(ServiceGroup.Lgbt),
        Matter.Children => service.Groups.Contains(ServiceGroup.Children) || service.Groups.Contains(ServiceGroup.Parents),
        Matter.NoRecourse => service.Groups.Contains(ServiceGroup.NoRecourse),
        Matter.Traveller => service.Groups.Contains(ServiceGroup.Traveller),
        _ => false,
    };
}
