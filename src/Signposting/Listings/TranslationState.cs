using System.Security.Cryptography;
using System.Text;
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

/// <summary>How far a translation of a document can be relied on.</summary>
/// <param name="Review">Who stands behind it.</param>
/// <param name="By">The native speaker who checked it, or null.</param>
/// <param name="On">When, or null.</param>
/// <param name="UpToDate">Whether the English is still the one that was translated.</param>
public sealed record TranslationState(TranslationReview Review, string? By, DateOnly? On, bool UpToDate)
{
    /// <summary>
    /// Short for an English text: the first eight hexadecimal digits of its SHA-256, in which runs of white space count as one space.
    /// A translation keeps it as <c>english:</c>, and so shows that the English has changed since.
    /// </summary>
    public static string StampOf(IEnumerable<string> english) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', english.Select(OneLine.Of)))))[..8];

    internal static TranslationState Read(YamlMap file, string english, Faults faults)
    {
        var state = new TranslationState(
            file.OneOf<TranslationReview>("state"), file.OptionalText("by"), file.OptionalDate("on"), file.OptionalText("english") == english);
        if (state.Review == TranslationReview.Checked && (state.By is null || state.On is null))
            faults.Add(file.Where("state"), "A checked translation says who checked it and when: add 'by:' and 'on:'.");
        return state;
    }
}
