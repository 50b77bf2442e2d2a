using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>The part of the site that a page belongs to.</summary>
public enum GuidanceSection
{
    /// <summary>For somebody who lives with abuse.</summary>
    Help,
    /// <summary>For friends and family.</summary>
    Friends,
    /// <summary>For professionals.</summary>
    Professionals,
    /// <summary>For somebody who harms and wants to stop.</summary>
    Harm,
    /// <summary>About this site.</summary>
    About,
}

/// <summary>What a page for somebody who lives with abuse is about, so that a long list can be read in parts.</summary>
public enum GuidanceTheme
{
    /// <summary>What is happening.</summary>
    Happening,
    /// <summary>What would help.</summary>
    Help,
    /// <summary>Children and young people.</summary>
    Children,
    /// <summary>Who the reader is.</summary>
    You,
    /// <summary>Rights, money and the law.</summary>
    Rights,
}

/// <summary>A page of guidance.</summary>
/// <param name="Id">Never shown, never changes.</param>
/// <param name="Number">Its address: <c>/en/g/12</c>.</param>
/// <param name="Section">The part of the site it belongs to.</param>
/// <param name="Theme">What it is about; null where the part of the site is small.</param>
/// <param name="Needs">Which rows of the needs list it answers: N1 to N35.</param>
/// <param name="Title">What people ask.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Bodies">The text by the language of the reader, links already in that language.</param>
/// <param name="Services">Ids of the services to show under it.</param>
/// <param name="States">How far each translation can be relied on, by language code.</param>
/// <param name="Checked">When a person last checked the page.</param>
/// <param name="At">Where it stands in the content.</param>
public sealed record GuidancePage(
    string Id, int Number, GuidanceSection Section, GuidanceTheme? Theme, IReadOnlyList<string> Needs, LocalText Title, LocalText Summary,
    IReadOnlyDictionary<string, GuidanceBody> Bodies, IReadOnlyList<string> Services,
    IReadOnlyDictionary<string, TranslationState> States, DateOnly Checked, Place At);
