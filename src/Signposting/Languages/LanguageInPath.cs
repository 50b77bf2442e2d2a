using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Signposting.Languages;

/// <summary>The language of a page stands first in its path: no cookie, and the same page for everybody.</summary>
public static class LanguageInPath
{
    /// <summary>Gives each request a <see cref="Reader"/>; the bare address goes to the browser's own language.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="phrasesNow">The phrases to speak with, asked for once a request.</param>
    public static IApplicationBuilder UseLanguageInPath(this IApplicationBuilder app, Func<Phrases> phrasesNow) => app.Use((context, next) =>
    {
        var phrases = phrasesNow();
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1) is var slash and > 0 ? slash : path.Length;
        var named = phrases.Languages.FirstOrDefault(l => path.AsSpan(1, end - 1).Equals(l.Code, StringComparison.OrdinalIgnoreCase));
        var language = named ?? Preferred(context.Request, phrases);
        context.RequestServices.GetRequiredService<Reader>().Reads(phrases, language, named is null ? "" : path[end..].TrimEnd('/'));
        if (named is null && end == 3 && context.Response.StatusCode < 400)
        {
            // A language that we don't have: not found, said in the browser's language. The page that says so comes by here too.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (path != "/") return next(context);
        context.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        context.Response.Redirect($"/{language.Code}");
        return Task.CompletedTask;
    });

    /// <summary>The first of the browser's languages that the site speaks (RFC 9110, 12.5.4), else English.</summary>
    internal static Language Preferred(HttpRequest request, Phrases phrases) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Where(l => l.Quality is not 0)
            .Select(l => phrases.Languages.FirstOrDefault(ours => l.Value.AsSpan().StartsWith(ours.Code, StringComparison.OrdinalIgnoreCase)
                && (l.Value.Length == ours.Code.Length || l.Value.Value![ours.Code.Length] == '-')))
            .FirstOrDefault(l => l is not null) ?? phrases.English;
}
