using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Doors;

/// <summary>"Help me find": from three answers to the right door.</summary>
public static class DoorsRoom
{
    /// <summary>Checks with every catalogue that no combination of answers leads nowhere.</summary>
    public static WebApplicationBuilder AddDoors(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CataloguePart>((catalogue, faults) =>
        {
            var table = new DoorsFile(catalogue, faults).Read();
            if (faults.None) table.Check(faults);
            return table;
        });
        return builder;
    }
}
