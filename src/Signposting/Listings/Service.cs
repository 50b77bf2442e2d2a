using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>What sort of help a service is. Each is explained in two sentences on the site (needs list, N31).</summary>
public enum ServiceKind
{
    /// <summary>A safe place to live for a time.</summary>
    Refuge,
    /// <summary>Support where the person lives.</summary>
    Outreach,
    /// <summary>Independent domestic violence adviser: reached through professionals only.</summary>
    Idva,
    /// <summary>Somebody to call or write to.</summary>
    Helpline,
    /// <summary>Help after rape or sexual abuse.</summary>
    SexualViolence,
    /// <summary>Talking therapy and groups.</summary>
    Counselling,
    /// <summary>For children, and for adults who worry about one.</summary>
    Children,
    /// <summary>Housing advice, and safety at home.</summary>
    Housing,
    /// <summary>Police.</summary>
    Police,
    /// <summary>Health and crisis care.</summary>
    Health,
    /// <summary>Community organisations and schemes.</summary>
    Community,
    /// <summary>For people who harm others and want to stop.</summary>
    Harm,
    /// <summary>The partnership itself, which receives what fits nobody else.</summary>
    Partnership,
}

/// <summary>How sure we are that a service runs as described.</summary>
public enum ServiceStatus
{
    /// <summary>It runs.</summary>
    Open,
    /// <summary>It may have changed: its page says so.</summary>
    CheckFirst,
    /// <summary>It has ended: not shown; kept because dated routes name it.</summary>
    Closed,
}

/// <summary>Whom a service is for, where that is a matter of gender.</summary>
public enum ServiceGender
{
    /// <summary>Everybody.</summary>
    Anyone,
    /// <summary>Women.</summary>
    Women,
    /// <summary>Men.</summary>
    Men,
}

/// <summary>People for whom a service has something of its own; the "for whom" filter.</summary>
public enum ServiceGroup
{
#pragma warning disable CS1591 // Each is its own name.
    Polish, Lithuanian, EasternEuropean, SouthAsian, MinorityEthnic, Muslim, Deaf, Disabled, Older, Young, Children, Lgbt, Traveller, NoRecourse, HighRisk, Parents, Student,
#pragma warning restore CS1591
}

/// <summary>Whether a person may refer themselves.</summary>
public enum SelfReferral
{
    /// <summary>Yes.</summary>
    Yes,
    /// <summary>No: a professional does.</summary>
    No,
    /// <summary>Not known: ask first.</summary>
    Ask,
}

/// <summary>How far a fact can be relied on: high = its owner's page or two agreeing sources; medium = one source; low = memory only.</summary>
public enum Confidence
{
#pragma warning disable CS1591 // Explained above.
    High, Medium, Low,
#pragma warning restore CS1591
}

/// <summary>A service as the public sees it and as referrals reach it.</summary>
/// <param name="Id">Never shown, never changes.</param>
/// <param name="Number">Its address: <c>/en/s/34</c>.</param>
/// <param name="Name">In Latin script in every language.</param>
/// <param name="Organisation">Who runs it; a person can exclude an organisation from receiving their form.</param>
/// <param name="Kind">What sort of help.</param>
/// <param name="Status">Whether it runs.</param>
/// <param name="Listed">Whether it has a page of its own.</param>
/// <param name="Areas">Ids of districts; empty for a national service.</param>
/// <param name="Gender">For whom.</param>
/// <param name="FromAge">Youngest age in years, or null.</param>
/// <param name="ToAge">Oldest age in years, or null.</param>
/// <param name="Groups">For whom in particular.</param>
/// <param name="Languages">Spoken by staff: language codes, <c>bsl</c> for British Sign Language.</param>
/// <param name="Interpreters">Whether it can call an interpreter.</param>
/// <param name="StepFree">Whether one can get in without steps, as far as that is known.</param>
/// <param name="Texts">What readers see in words.</param>
/// <param name="AlwaysOpen">24 hours, every day.</param>
/// <param name="Open">When it answers, as data; null where that isn't known exactly, and where it always does.</param>
/// <param name="Phones">All numbers, also those that are not to be shown: see <see cref="PublicPhones"/>.</param>
/// <param name="Instead">Ids of services to show when there is no number of ours to show.</param>
/// <param name="Website">Host and path without <c>https://</c>, or null.</param>
/// <param name="WebsiteConfidence">How sure the address is.</param>
/// <param name="SelfReferral">Whether a person may refer themselves.</param>
/// <param name="Referrals">How this site may send it a referral, or null if it may not.</param>
/// <param name="States">How far each translation can be relied on, by language code.</param>
/// <param name="Checked">When a person last checked the listing.</param>
/// <param name="At">Where it stands in the content.</param>
public sealed record Service(
    string Id, int Number, string Name, string Organisation, ServiceKind Kind, ServiceStatus Status, bool Listed,
    IReadOnlyList<string> Areas, ServiceGender Gender, int? FromAge, int? ToAge, IReadOnlyList<ServiceGroup> Groups,
    IReadOnlyList<string> Languages, bool Interpreters, bool StepFree, ServiceTexts Texts, bool AlwaysOpen, OpeningHours? Open,
    IReadOnlyList<Phone> Phones, IReadOnlyList<string> Instead, string? Website, Confidence WebsiteConfidence,
    SelfReferral SelfReferral, ReferralDesk? Referrals, IReadOnlyDictionary<string, TranslationState> States, DateOnly Checked, Place At)
{
    /// <summary>The numbers that may be shown. A wrong number can cost a life: what nobody has confirmed is not among them.</summary>
    public IEnumerable<Phone> PublicPhones => Phones.Where(p => p.Publish);

    /// <summary>Whether the public sees it.</summary>
    public bool Shown => Listed && Status != ServiceStatus.Closed;

    /// <summary>Whether it serves the whole country.</summary>
    public bool National => Areas.Count == 0;

    /// <summary>Whether it serves a district.</summary>
    public bool Serves(string area) => National || Areas.Contains(area);
}

/// <summary>What readers see of a service in words.</summary>
/// <param name="Summary">What it is, in two sentences.</param>
/// <param name="Who">Whom it is for, in one.</param>
/// <param name="Hours">When it is open, or null when that isn't known.</param>
/// <param name="How">How to start, in one sentence.</param>
/// <param name="Text">How to reach it without speaking, or null.</param>
/// <param name="Bsl">How to reach it in British Sign Language, or null.</param>
public sealed record ServiceTexts(LocalText Summary, LocalText Who, LocalText? Hours, LocalText? How, LocalText? Text, LocalText? Bsl);

/// <summary>How this site may send a service a referral.</summary>
/// <param name="Mailbox">Where the letter goes.</param>
/// <param name="AnswersWithin">Working days in which it promises to make contact.</param>
/// <param name="Delivery">How the words travel.</param>
public sealed record ReferralDesk(string Mailbox, int AnswersWithin, DeliveryMode Delivery);
