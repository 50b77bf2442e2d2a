namespace Signposting.Languages;

/// <summary>
/// Whoever this response is for: the language in the path of the request, and where the same page is in other languages.
/// Views have it as <c>T</c>.
/// </summary>
public sealed class Reader
{
    private Phrases? _phrases;
    private Language? _language;

    /// <summary>The language of the page.</summary>
    public Language Language => _language ?? throw new InvalidOperationException("UseLanguageInPath comes before whatever speaks.");

    /// <summary>The phrases that this response is made from; the same ones from its first word to its last.</summary>
    public Phrases Phrases => _phrases ?? throw new InvalidOperationException("UseLanguageInPath comes before whatever speaks.");

    /// <summary>The path after the language: <c>/g/12</c>, or empty on the home page.</summary>
    public string Page { get; private set; } = "";

    /// <summary>A phrase in the reader's language.</summary>
    public Phrase this[string key] => Phrases.Say(Language, key);

    /// <summary>A phrase in the reader's language, its placeholders filled in.</summary>
    public Phrase this[string key, params ReadOnlySpan<(string Name, object Value)> with] => Phrases.Say(Language, key, with);

    /// <summary>A phrase in the plural form that goes with <paramref name="n"/>.</summary>
    public Phrase Count(string key, int n, params ReadOnlySpan<(string Name, object Value)> with) => Phrases.Count(Language, key, n, with);

    /// <summary>The text of a document in the reader's language.</summary>
    public Phrase Of(LocalText text) => text.For(Language, Phrases.English);

    /// <summary>The address of a page of ours in the reader's language.</summary>
    public string To(string page) => $"/{Language.Code}{page}";

    internal void Reads(Phrases phrases, Language language, string page) => (_phrases, _language, Page) = (phrases, language, page);
}
