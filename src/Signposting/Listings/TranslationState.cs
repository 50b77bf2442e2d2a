using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>Who stands behind a translation.</summary>
public enum TranslationReview
{
    /// <summary>Made by a machine: not yet read by a native speaker.</summary>
    Machine,
    /// <summary>Read and approved by a native speaker.</summary>
    Checked,
}

/// <summary>How far a translation can be relied on.</summary>
/// <param name="Review">Who stands behind it.</param>
/// <param name="By">The native speaker who checked it, or null.</param>
/// <param name="On">When, or null.</param>
public sealed record TranslationState(TranslationReview Review, string? By, DateOnly? On)
{
    internal static TranslationState Read(YamlMap file, Faults faults)
    {
        var state = new TranslationState(file.OneOf<TranslationReview>("state"), file.OptionalText("by"), file.OptionalDate("on"));
        if (state.Review == TranslationReview.Checked && (state.By is null || state.On is null))
            faults.Add(file.Where("state"), "A checked translation says who checked it and when: add 'by:' and 'on:'.");
        return state;
    }
}
