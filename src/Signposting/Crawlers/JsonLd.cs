using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Signposting.Crawlers;

/// <summary>
/// JSON-LD 1.1 for a block of data in a page. No browser runs such a block, so that the policy for scripts has nothing to allow (HTML, "prepare
/// the script element": a type that is neither classic, module nor import map ends there). Signs that could end the block are escaped.
/// </summary>
public sealed class JsonLd : IHtmlContent
{
    /// <summary>Letters of every script as they are: escaped, they would take three times the room.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly string _text;

    internal JsonLd(string type, JsonObject thing)
    {
        thing.Insert(0, "@context", "https://schema.org");
        thing.Insert(1, "@type", type);
        _text = thing.ToJsonString(Json);
    }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(_text);
}
