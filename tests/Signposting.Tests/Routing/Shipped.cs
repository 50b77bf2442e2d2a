using Microsoft.Extensions.DependencyInjection;
using Signposting.Listings;
using Signposting.Routing;

namespace Signposting.Tests.Routing;

/// <summary>The routing of the content as it is shipped.</summary>
internal static class Shipped
{
    private static readonly Lazy<Catalogue> Read = new(() =>
    {
        using var site = new Site();
        return site.Services.GetRequiredService<CurrentCatalogue>().Now;
    });

    public static Catalogue Catalogue => Read.Value;

    public static RoutingTable Table => Catalogue.Part<RoutingTable>();

    /// <summary>Answers written as in the content: <c>needs: refuge stalking; area: fenland; excluded: Refuge|Opoka</c>.</summary>
    public static IReadOnlyDictionary<string, string[]> Answers(string written) => written
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split(": ", 2))
        .ToDictionary(a => a[0], a => a[1].Split(a[0] == "excluded" ? '|' : ' '));

    public static Situation Situation(string written)
    {
        var answers = Answers(written);
        var situation = new Situation { Excluded = [.. answers.GetValueOrDefault("excluded") ?? []] };
        return answers.Where(a => a.Key != "excluded").Aggregate(situation, (s, a) =>
        {
            var fact = Table.Known.Single(f => f.Name == a.Key);
            Assert.All(a.Value, w => Assert.Contains(w, fact.Words));
            return s.With(fact, a.Value);
        });
    }
}
