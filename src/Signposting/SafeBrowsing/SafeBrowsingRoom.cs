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

    /// <summary>The way out without JavaScript.</summary>
    public static WebApplication MapLeaving(this WebApplication app)
    {
        app.MapGet("/{language:length(2)}" + SitePaths.Leave, (HttpContext context, Reader reader, NeutralSites sites) => LeavePage.Show(context, reader, sites));
        return app;
    }
}
