namespace Signposting.Translators;

/// <summary>How far one text has come in one language.</summary>
internal enum Standing
{
    /// <summary>Nobody has translated it: readers see the English.</summary>
    Missing,
    /// <summary>The English has changed since.</summary>
    OutOfDate,
    /// <summary>Translated by a machine.</summary>
    Machine,
    /// <summary>Approved by a native speaker.</summary>
    Checked,
}

/// <summary>One text as a translator gets it.</summary>
/// <param name="Document">The document it belongs to, such as <c>guidance/leaving</c>; empty for a phrase of the interface.</param>
/// <param name="Name">Its name there: <c>title</c>, <c>part 2</c>; or the key of the phrase.</param>
/// <param name="English">The English of today.</param>
/// <param name="Plural">The English plural, or null.</param>
/// <param name="Translation">What there is, one text for each plural form; empty when there is nothing.</param>
/// <param name="Standing">How far it has come.</param>
/// <param name="Notes">What a translator should know.</param>
internal sealed record TextForTranslator(
    string Document, string Name, string English, string? Plural, IReadOnlyList<string> Translation, Standing Standing, IReadOnlyList<string> Notes)
{
    /// <summary>The key of the text in a PO file.</summary>
    public string Key => Document.Length == 0 ? Name : $"{Document} {Name}";
}
