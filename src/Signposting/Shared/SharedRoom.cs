using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Shared;

/// <summary>The layout of every page, and what we say when something breaks.</summary>
public static class SharedRoom
{
    /// <summary>Pages live in the rooms that they belong to. They set no cookies, and so no antiforgery cookie: see <c>RefuseFormsOfOtherSites</c>.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CataloguePart>(Shell.Check);
        builder.Services.AddRazorPages(options =>
        {
            options.RootDirectory = "/";
            options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
            options.Conventions.ConfigureFilter(new KnownMethodsOnly());
        }).AddApplicationPart(typeof(SharedRoom).Assembly);
        return builder;
    }

    /// <summary>Whatever goes wrong, the reader gets a calm page in their language, with numbers to call.</summary>
    public static WebApplication UseCalmProblems(this WebApplication app)
    {
        app.UseMiddleware<CalmProblems>();
        return app;
    }
}
