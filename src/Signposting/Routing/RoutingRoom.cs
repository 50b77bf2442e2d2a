using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Routing;

/// <summary>Who should receive a referral, and why.</summary>
public static class RoutingRoom
{
    /// <summary>Every catalogue has a routing table without a gap, or isn't accepted.</summary>
    public static WebApplicationBuilder AddRouting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CataloguePart>(RoutingFile.Read);
        builder.Services.AddScoped(services => services.GetRequiredService<Catalogue>().Part<RoutingTable>());
        return builder;
    }
}
