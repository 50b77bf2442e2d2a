using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Signposting.SafeBrowsing;

/// <summary>
/// The style and the script that every page carries in its head: no request of their own, so that leaving works before the first
/// paint. The Content-Security-Policy allows exactly these bytes, by their hash.
/// </summary>
public sealed class Inline : IHtmlContent
{
    /// <summary>The stylesheet.</summary>
    public static readonly Inline Style = Read("site.css");

    /// <summary>The script.</summary>
    public static readonly Inline Script = Read("leave.js");

    private readonly string _text;

    private Inline(string text) => (_text, Hash) = (text, "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))) + "'");

    /// <summary>As a source expression of the policy (CSP 3, 2.3.1).</summary>
    public string Hash { get; }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(_text);

    /// <summary>An embedded file of that name.</summary>
    internal static Inline Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return new Inline(WithoutRemarks(reader.ReadToEnd()));
    }

    /// <summary>Without the lines that only explain, and without indentation: they would be sent with every page.</summary>
    private static string WithoutRemarks(string text)
    {
        var lines = new List<string>();
        var inRemark = false;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            inRemark |= line.StartsWith("/*", StringComparison.Ordinal) && !line.StartsWith("/** @type", StringComparison.Ordinal);
            if (!inRemark && line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)) lines.Add(line);
            if (inRemark && line.EndsWith("*/", StringComparison.Ordinal)) inRemark = false;
        }
        return string.Join('\n', lines);
    }
}
