using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Signposting.Listings;
using Signposting.SafeBrowsing;

namespace Signposting.OpenReferral;

/// <summary>The listings as open data for other directories: <c>/open-referral</c> (see <c>docs/open-referral.md</c>).</summary>
public static class OpenReferralRoom
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Short, because a number that is taken back must be gone soon.</summary>
    private static readonly OpenData Open = new(TimeSpan.FromMinutes(5));

    /// <summary>Every catalogue is written as a feed too.</summary>
    public static WebApplicationBuilder AddOpenReferral(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CataloguePart>(services =>
        {
            var site = services.GetRequiredService<IOptions<SiteAddress>>().Value.Root;
            return (catalogue, faults) => Feed.Of(catalogue, site, faults);
        });
        builder.Services.AddScoped(services => services.GetRequiredService<Catalogue>().Part<Feed>());
        return builder;
    }

    /// <summary>The addresses of the standard, for reading only. Whatever else is asked for under this path is an error in JSON.</summary>
    public static WebApplication MapOpenReferral(this WebApplication app)
    {
        var group = app.MapGroup("/open-referral").AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Features.Set(Open);
            return next(context);
        });
        group.MapMethods("", Reading, (Feed feed) => Answer(feed, Feed.About));
        group.MapMethods("services", Reading, (HttpRequest request, Feed feed) => Services(request, feed));
        group.MapMethods("services/{id}", Reading, (string id, Feed feed) => One(id, feed, feed.Services));
        Map("organizations", f => f.Organizations);
        Map("taxonomies", f => f.Taxonomies);
        Map("taxonomy_terms", f => f.TaxonomyTerms);
        Map("service_at_locations", f => f.ServiceAtLocations);
        group.Map("{**rest}", (HttpContext context) => Nothing(context));
        return app;

        void Map(string name, Func<Feed, FeedCollection> collection)
        {
            group.MapMethods(name, Reading, (HttpRequest request, Feed feed) => Page(new FeedQuery(request.Query), feed, collection(feed).Items));
            group.MapMethods(name + "/{id}", Reading, (string id, Feed feed) => One(id, feed, collection(feed)));
        }
    }

    private static IResult Services(HttpRequest request, Feed feed)
    {
        var query = new FeedQuery(request.Query);
        var search = ServiceSearch.Read(query);
        return Page(query, feed, feed.Find(search));
    }

    private static IResult Page(FeedQuery query, Feed feed, IReadOnlyList<FeedItem> items)
    {
        var asked = query.Page();
        if (query.Problem is { } problem) return Problem(StatusCodes.Status400BadRequest, problem);
        var pages = FeedCollection.Pages(items, asked.Size);
        return asked.Number > pages ? Problem(StatusCodes.Status404NotFound, $"There is no such page: the last one is {pages}.") : Answer(feed, FeedCollection.Page(items, asked));
    }

    private static IResult One(string id, Feed feed, FeedCollection collection)
    {
        if (!Guid.TryParseExact(id, "D", out var known)) return Problem(StatusCodes.Status400BadRequest, "The id should be a UUID.");
        return collection[known] is { } item ? Answer(feed, item.Whole) : Problem(StatusCodes.Status404NotFound, "Nothing here has that id.");
    }

    /// <summary>With its entity tag: who has it already is told so (304), and a HEAD gets the headers alone.</summary>
    private static IResult Answer(Feed feed, byte[] json) => Results.Bytes(json, "application/json", entityTag: EntityTagHeaderValue.Parse(feed.Tag));

    private static IResult Nothing(HttpContext context)
    {
        if (Reading.Contains(context.Request.Method)) return Problem(StatusCodes.Status404NotFound, "There is nothing at this address.");
        context.Response.Headers.Allow = string.Join(", ", Reading);
        return Problem(StatusCodes.Status405MethodNotAllowed, "This feed can only be read: use GET or HEAD.");
    }

    private static IResult Problem(int status, string detail) =>
        Results.Json(new FeedProblem(status, ReasonPhrases.GetReasonPhrase(status), detail), FeedJson.Default.FeedProblem, "application/problem+json", status);
}
