using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>Services, areas, places and guidance: the <see cref="Catalogue"/>.</summary>
public static class ListingsRoom
{
    /// <summary>Reads the content and keeps it current.</summary>
    public static WebApplicationBuilder AddListings(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ContentOptions>().BindConfiguration("Content").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IHostEnvironment>((options, environment) => options.Root(
                System.IO.Directory.Exists(Path.Combine(environment.ContentRootPath, options.ContentFolder)) ? environment.ContentRootPath : AppContext.BaseDirectory));
        builder.Services.AddOptions<SiteAddress>().BindConfiguration("Referrals");
        builder.Services.AddSingleton<CurrentCatalogue>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CurrentCatalogue>());
        builder.Services.AddScoped(services => services.GetRequiredService<CurrentCatalogue>().Now);
        builder.Services.AddScoped<Reader>();
        return builder;
    }
}
