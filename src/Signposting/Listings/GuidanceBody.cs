using System.Text.Encodings.Web;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;
using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>
/// The text of a page as markup, made once when the content is read. It comes from Markdown in which raw HTML is refused, so it can
/// hold nothing but headings, paragraphs, lists, emphasis and checked links.
/// </summary>
public sealed class GuidanceBody : IHtmlContent
{
    /// <summary>Where a link to a service leads that has ended: nowhere, and its words stay.</summary>
    internal const string Ended = "ended";

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().UsePreciseSourceLocation().Build();
    private readonly string _markup;

    private GuidanceBody(string markup, Language language, string plain, IReadOnlyList<string> headings, IReadOnlyList<(string, string)> questions) =>
        (_markup, In, Plain, Headings, Questions) = (markup, language, plain, headings, questions);

    /// <summary>The language that the text is really in.</summary>
    public Language In { get; }

    /// <summary>The text without markup, for the search.</summary>
    public string Plain { get; }

    /// <summary>The headings in it.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Headings that ask, and what answers each first: the paragraph that follows, with its list where it leads to one.</summary>
    public IReadOnlyList<(string Asked, string Answer)> Questions { get; }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(_markup);

    /// <summary>Makes the markup.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="written">The language it is written in.</param>
    /// <param name="reader">The language of the reader: links lead to pages in that language.</param>
    /// <param name="resolve">Gives the path, after the language, of <c>page:x</c>, <c>service:x</c>, <c>form</c> and so on; <see cref="Ended"/> where there is none any more, null where there never was.</param>
    /// <param name="faults">Where faults go.</param>
    internal static GuidanceBody Make(string text, Place at, Language written, Language reader, Func<string, string?> resolve, Faults faults)
    {
        if (Parsed(text) is not { } document)
        {
            faults.Add(at, "This text can't be read as Markdown: something in it is nested too deeply. Write plain paragraphs, lists and links.");
            return new GuidanceBody("", written, "", [], []);
        }
        foreach (var bare in document.Descendants<AutolinkInline>())
            faults.Add(at with { Line = at.Line + bare.Line }, $"'<{bare.Url}>' is a bare address. Write a link with words: [its name](https://...).");
        foreach (var link in document.Descendants<LinkInline>().ToList()) Aim(link, at, reader, resolve, faults);
        foreach (var heading in document.Descendants<HeadingBlock>().Where(h => h.Level == 1))
            faults.Add(at with { Line = at.Line + heading.Line }, "Headings inside a page start at '##': the title is the page's only first heading.");
        foreach (var list in document.Descendants<ListBlock>()) list.GetAttributes().AddClass("list");
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Markdown.Setup(renderer);
        renderer.Render(document);
        return new GuidanceBody(writer.ToString(), written, Words(document), [.. document.Descendants<HeadingBlock>().Select(Words)], [.. QuestionsOf(document)]);
    }

    private static IEnumerable<(string Asked, string Answer)> QuestionsOf(MarkdownDocument document)
    {
        for (var i = 0; i + 1 < document.Count; i++)
        {
            if (document[i] is not HeadingBlock { Level: 2 } heading || document[i + 1] is not ParagraphBlock paragraph) continue;
            var (asked, answer) = (Words(heading), Words(paragraph));
            if (!asked.EndsWith('?') && !asked.EndsWith('\u061F')) continue;
            if (answer.EndsWith(':') && i + 2 < document.Count && document[i + 2] is ListBlock list) answer += " " + Words(list);
            yield return (asked, answer);
        }
    }

    /// <summary>The bare words of a part, on one line.</summary>
    private static string Words(Block block)
    {
        using var writer = new StringWriter();
        new HtmlRenderer(writer) { EnableHtmlForInline = false, EnableHtmlForBlock = false, EnableHtmlEscape = false }.Render(block);
        return OneLine.Of(writer.ToString());
    }

    /// <summary>Null for a text that Markdig refuses.</summary>
    private static MarkdownDocument? Parsed(string text)
    {
        try
        {
            return Markdig.Markdown.Parse(text, Markdown);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void Aim(LinkInline link, Place at, Language reader, Func<string, string?> resolve, Faults faults)
    {
        var here = at with { Line = at.Line + link.Line };
        var target = link.Url ?? "";
        if (link.IsImage) faults.Add(here, "Pictures aren't used in guidance: they cost a reader on a slow line too much. Remove it.");
        else if (target.StartsWith("https://", StringComparison.Ordinal)) link.GetAttributes().AddProperty("rel", "noreferrer noopener external");
        else if (resolve(target) is { } path)
        {
            if (path == Ended) link.ReplaceBy(new ContainerInline(), copyChildren: true);
            else link.Url = $"/{reader.Code}{path}";
        }
        else
            faults.Add(here, $"The link to '{target}' leads nowhere. Use page:<id>, service:<id>, form, area, services, status, home, or an https:// address.");
    }
}
