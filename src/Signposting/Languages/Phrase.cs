using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Signposting.Languages;

/// <summary>
/// A text together with the language that it is really in. In a page it writes itself encoded, and when that language isn't the
/// reader's it is marked, so that a screen reader changes its voice (WCAG 3.1.2) and the line keeps its direction.
/// </summary>
/// <param name="Text">The text, not encoded.</param>
/// <param name="In">The language it is in.</param>
/// <param name="For">The language that was asked for.</param>
public readonly record struct Phrase(string Text, Language In, Language For) : IHtmlContent
{
    /// <summary>Whether the text is missing in the reader's language, so that another stands in its place.</summary>
    public bool FellBack => In.Code != For.Code;

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (FellBack) writer.Write($"<span lang=\"{In.Code}\" dir=\"{In.Direction}\">");
        encoder.Encode(writer, Text);
        if (FellBack) writer.Write("</span>");
    }

    /// <summary>The bare text, for attributes and plain-text mail.</summary>
    public override string ToString() => Text;
}

/// <summary>A text in English and in whatever other languages it has been translated into.</summary>
/// <param name="ByLanguage">Texts by language code; always holds <c>en</c>.</param>
public sealed record LocalText(IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>The English text.</summary>
    public string English => ByLanguage[Language.English];

    /// <summary>The text for a reader: in that language, or else in English.</summary>
    public Phrase For(Language reader, Language english) =>
        ByLanguage.TryGetValue(reader.Code, out var text) ? new Phrase(text, reader, reader) : new Phrase(English, english, reader);
}
