using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.SafeBrowsing;

/// <summary>Headers, leaving, and what every page carries for it.</summary>
public static class SafeBrowsingRoom
{
    /// <summary>Neutral sites are part of every catalogue.</summary>
    public static WebApplicationBuilder AddSafeBrowsing(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The longest form there is, typed full in a script of three bytes a letter, stays below this.
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
        });
        builder.Services.AddSingleton<CataloguePart>(NeutralSites.Read);
        builder.Services.AddScoped(services => services.GetRequiredService<Catalogue>().Part<NeutralSites>());
        return builder;
    }

    /// <summary>Comes first: every response, errors included, carries the headers.</summary>
    public static WebApplication UseSafeBrowsing(this WebApplication app)
    {
        app.Use(next => context => SafetyHeaders.WriteAsync(context, next));
        return app;
    }

    /// <summary>
    /// Refuses forms that another site's page posts (Fetch Metadata, Sec-Fetch-Site). There is no cookie to misuse, but nobody should be
    /// made to send a referral by a page they happened to open. Browsers that don't send the header aren't held back.
    /// </summary>
    public static WebApplication RefuseFormsOfOtherSites(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none") return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        return app;
    }

    /// <summary>The way out without JavaScript.</summary>
    public static WebApplication MapLeaving(this WebApplication app)
    {
        app.MapGet("/{language:length(2)}" + SitePaths.Leave, (HttpContext context, Reader reader, NeutralSites sites) => LeavePage.Show(context, reader, sites));
        return app;
    }
}
