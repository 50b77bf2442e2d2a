using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;

namespace Signposting.Finding;

/// <summary>"Help me find": from three answers to the right door.</summary>
public static class FindingRoom
{
    /// <summary>Checks with every catalogue that no combination of answers leads nowhere.</summary>
    public static WebApplicationBuilder AddFinding(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CataloguePart>((catalogue, faults) =>
        {
            var table = FindingFile.Read(catalogue, faults);
            if (faults.None) table.Check(faults);
            return table;
        });
        return builder;
    }
}
