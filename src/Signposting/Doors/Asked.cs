using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>Something that may matter in who is the right one to help; besides these, the language that is spoken.</summary>
public enum Matter
{
#pragma warning disable CS1591 // Each is its own name.
    Men, Young, Older, Disabled, Deaf, Lgbt, Children, Pets, NoRecourse, Traveller,
#pragma warning restore CS1591
}

/// <summary>What a reader has answered. Nothing of it is kept: it lives in the page and in the request.</summary>
/// <param name="Need">What is going on; null if they skipped the question.</param>
/// <param name="Area">The district; null with <paramref name="Elsewhere"/>, and where they didn't say.</param>
/// <param name="Elsewhere">Whether they live outside of all our districts.</param>
/// <param name="Matters">What matters.</param>
/// <param name="Spoken">The code of a language other than English that they would like to speak, or null.</param>
public sealed record Asked(Need? Need, Area? Area, bool Elsewhere, IReadOnlyList<Matter> Matters, Language? Spoken);

/// <summary>Whom to turn to.</summary>
/// <param name="First">The one to try first.</param>
/// <param name="Also">Up to four more.</param>
/// <param name="Free">Somebody to call free of charge at any hour, when none of the others is.</param>
/// <param name="Pages">What to read about it.</param>
/// <param name="NobodyNear">Whether none of them is there for the reader's own district.</param>
public sealed record Answer(Door First, IReadOnlyList<Door> Also, Service? Free, IReadOnlyList<GuidancePage> Pages, bool NobodyNear);

/// <summary>A service, and why it is shown.</summary>
/// <param name="Service">The service.</param>
/// <param name="For">What it is there for in particular, of all that the reader said matters.</param>
/// <param name="Speaks">The language that they asked for and its staff speak, or null.</param>
/// <param name="ForSpeakers">Whether it is there for people of that language, also where we don't know that it is spoken.</param>
/// <param name="Instead">Whom to call instead, where it has no number to show and somebody stands in who is there for this reader; or null.</param>
/// <param name="Near">The reader's district, if it is a service of the district and they said where they live.</param>
public sealed record Door(Service Service, IReadOnlyList<Matter> For, Language? Speaks, bool ForSpeakers, Service? Instead, Area? Near)
{
    /// <summary>How much of what matters it is there for.</summary>
    public int Fit => For.Count + (Speaks is null ? 0 : 1);

    /// <summary>Whether it is there for people like the reader.</summary>
    public bool IsAlike => Fit > 0 || ForSpeakers;
}
