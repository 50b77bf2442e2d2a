using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Signposting.Tests;

/// <summary>Somebody who reads the site over HTTP without JavaScript: opens pages, fills in what is there and presses buttons by name.</summary>
public sealed class Visitor(HttpClient browser)
{
    private readonly Dictionary<string, List<string>> _filled = [];

    /// <summary>The page that is open.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>The response that it came with.</summary>
    public HttpResponseMessage Response { get; private set; } = null!;

    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>The words of the page's main part, white space folded.</summary>
    public string Text => string.Join(' ', Page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Heading => Page.QuerySelector("h1")!.TextContent.Trim();

    /// <summary>The question that is asked, or null.</summary>
    public string? At => (Page.QuerySelector("input[name=at]") as IHtmlInputElement)?.Value;

    public async Task<Visitor> OpenAsync(string path)
    {
        await ShowAsync(await browser.GetAsync(path, TestContext.Current.CancellationToken));
        return this;
    }

    /// <summary>Types into a field, or chooses options; replaces what stands there.</summary>
    public Visitor Fill(string field, params string[] values)
    {
        Assert.True(Page.QuerySelector($"[name={field}]") is not null, $"No field '{field}' on this page: {Heading}");
        _filled[field] = [.. values];
        return this;
    }

    /// <summary>Presses the button <c>go</c> of that value and takes what comes back.</summary>
    public Task<Visitor> PressAsync(string go) => PressAsync("go", go);

    /// <summary>Presses the button of that name and value and takes what comes back.</summary>
    public async Task<Visitor> PressAsync(string name, string value)
    {
        var button = Page.QuerySelectorAll($"button[name={name}]").FirstOrDefault(b => b.GetAttribute("value") == value);
        Assert.True(button is not null, $"No button '{name}' = '{value}' on this page: {Heading}");
        var form = button.Closest("form") as IHtmlFormElement ?? (IHtmlFormElement)Page.GetElementById(button.GetAttribute("form")!)!;
        await PostAsync(button.GetAttribute("formaction") ?? form.GetAttribute("action")!, [.. Fields(form), (name, value)]);
        return this;
    }

    /// <summary>Posts fields as they are.</summary>
    public async Task PostAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        await ShowAsync(await browser.PostAsync(path, content, TestContext.Current.CancellationToken));
    }

    /// <summary>What the form would send, with what was filled in.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields(IHtmlFormElement? form = null)
    {
        form ??= (IHtmlFormElement)Page.GetElementById("form")!;
        var fields = new List<(string, string)>();
        foreach (var element in form.QuerySelectorAll("[name]").Where(e => e.LocalName != "button"))
        {
            var name = element.GetAttribute("name")!;
            if (_filled.ContainsKey(name)) continue;
            if (element is IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false }) continue;
            fields.Add((name, element switch
            {
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value ?? "",
                _ => "",
            }));
        }
        return [.. fields, .. _filled.SelectMany(f => f.Value.Select(v => (f.Key, v)))];
    }

    private async Task ShowAsync(HttpResponseMessage response)
    {
        Response = response;
        Page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        _filled.Clear();
    }
}
