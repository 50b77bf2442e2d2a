using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Directory;

/// <summary>How a reader narrows down the list of services. What wasn't chosen is null.</summary>
/// <param name="Area">District id.</param>
/// <param name="Kind">What sort of help.</param>
/// <param name="Who">For whom: <c>women</c>, <c>men</c>, or a group.</param>
/// <param name="Spoken">Language that staff speak, or an interpreter does.</param>
public sealed record ServiceFilter(string? Area, ServiceKind? Kind, string? Who, string? Spoken)
{
    /// <summary>The words of the "for whom" choice.</summary>
    public static readonly IReadOnlyList<string> WhoChoices = ["women", "men", .. Enum.GetValues<ServiceGroup>().Select(Word.Of)];

    /// <summary>Whether a service is for this reader.</summary>
    public bool Admits(Service service) =>
        (Area is null || service.Serves(Area))
        && (Kind is null || service.Kind == Kind)
        && Who switch
        {
            null => true,
            "women" => service.Gender != ServiceGender.Men,
            "men" => service.Gender != ServiceGender.Women,
            _ => service.Groups.Any(g => Word.Of(g) == Who),
        }
        && (Spoken is null || service.Languages.Contains(Spoken) || (service.Interpreters && Spoken != "bsl"));
}
