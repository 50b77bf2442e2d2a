using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Signposting.Tallies;

/// <summary>How many, never who: anonymous counts, and the quarterly report made of them.</summary>
public static class TalliesRoom
{
    /// <summary>The book that counts, and the report.</summary>
    public static WebApplicationBuilder AddTallies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TallyBook>();
        builder.Services.AddSingleton<ReportVerb>();
        return builder;
    }

    /// <summary>The quarterly report for operators: UTF-8, as CSV or HTML.</summary>
    /// <exception cref="FormatException">The request can't be met; the message says why and what to do.</exception>
    /// <exception cref="InvalidOperationException">There is no such database, or nothing is counted in it.</exception>
    public static byte[] Report(IServiceProvider services, ReportRequest request) =>
        services.GetRequiredService<ReportVerb>().RunAsync(request, CancellationToken.None).GetAwaiter().GetResult();
}
