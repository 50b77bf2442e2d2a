using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>Who is there for whom: for men, for Deaf people, for those who speak Polish.</summary>
/// <param name="matters">Services and pages by what matters.</param>
/// <param name="languages">Services by the code of the language that somebody would like to speak.</param>
/// <param name="only">Services shown to those people alone for whom they are listed here.</param>
public sealed class Kin(IReadOnlyDictionary<Matter, Need> matters, IReadOnlyDictionary<string, Need> languages, IReadOnlyList<Service> only)
{
    /// <summary>Who is there for such people.</summary>
    public IReadOnlyList<Service> Of(Matter matter) => matters[matter].Services;

    /// <summary>What such people may want to read.</summary>
    public IReadOnlyList<GuidancePage> PagesFor(Matter matter) => matters[matter].Pages;

    /// <summary>Who is there for speakers of a language.</summary>
    public IReadOnlyList<Service> Speaking(Language language) => languages.TryGetValue(language.Code, out var found) ? found.Services : [];

    /// <summary>Whether a service isn't for others alone.</summary>
    public bool Admits(Service service, Asked asked) =>
        !only.Contains(service) || asked.Matters.Any(m => Of(m).Contains(service)) || (asked.Spoken is { } spoken && Speaking(spoken).Contains(service));

    /// <summary>Whether a service is there for such people in particular, as <c>doors.yaml</c> or its listing says.</summary>
    public bool IsFor(Matter matter, Service service) => Of(matter).Contains(service) || matter switch
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
