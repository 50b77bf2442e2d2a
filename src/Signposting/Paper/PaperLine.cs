using Signposting.Listings;
using Signposting.Shared;

namespace Signposting.Paper;

/// <summary>A number on paper, and who answers it.</summary>
/// <param name="Service">Who answers.</param>
/// <param name="Phone">The number; one that may be shown.</param>
public sealed record PaperLine(Service Service, Phone Phone)
{
    private const int OwnAtMost = 3;

    /// <summary>Whom somebody who lives with abuse may want to call without having asked us first.</summary>
    private static readonly ServiceKind[] Kinds =
        [ServiceKind.Refuge, ServiceKind.Outreach, ServiceKind.Helpline, ServiceKind.SexualViolence, ServiceKind.Counselling, ServiceKind.Housing];

    /// <summary>The free lines of the whole country.</summary>
    public static IReadOnlyList<PaperLine> Everywhere(Catalogue catalogue) => [.. Shell.Lines(catalogue).SelectMany(First)];

    /// <summary>
    /// The numbers of services that are there for this district and not for all, and the free lines of the whole country: paper that says
    /// "free" must hold a number that is, and that answers when offices are closed. Who helps with housing alone comes last.
    /// </summary>
    public static IReadOnlyList<PaperLine> For(Catalogue catalogue, Area area) =>
    [
        .. Own(catalogue, area).Concat(Everywhere(catalogue)).OrderBy(l => l.Service.Kind == ServiceKind.Housing),
    ];

    private static IEnumerable<PaperLine> Own(Catalogue catalogue, Area area) => catalogue.Services
        .Where(s => s is { Shown: true, National: false, Status: ServiceStatus.Open, SelfReferral: SelfReferral.Yes } && s.Areas.Contains(area.Id) && s.Areas.Count < catalogue.Areas.Count)
        .Where(s => Kinds.Contains(s.Kind)).OrderBy(s => s.Kind).ThenBy(s => s.Number).SelectMany(First).DistinctBy(l => l.Phone.Digits).Take(OwnAtMost);

    private static IEnumerable<PaperLine> First(Service service) => service.PublicPhones.Where(p => p.Kind == PhoneKind.Voice).Take(1).Select(p => new PaperLine(service, p));
}
