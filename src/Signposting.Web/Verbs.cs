using Signposting.Checking;
using Signposting.Listings;
using Signposting.Routing;

namespace Signposting.Web;

/// <summary>What the program does besides serving: <c>-- check</c> and <c>-- route</c>. Each returns the exit code.</summary>
internal static class Verbs
{
    public static Func<WebApplication, int>? Named(string[] args) => args.FirstOrDefault(a => !a.StartsWith('-')) switch
    {
        "check" => Check,
        "route" => Route,
        _ => null,
    };

    /// <summary>Reads all content before anything else is started; prints what is wrong.</summary>
    public static bool ContentIsGood(WebApplication app)
    {
        try
        {
            _ = app.Services.GetRequiredService<CurrentCatalogue>();
            return true;
        }
        catch (FaultyContentException e)
        {
            foreach (var fault in e.Faults) Console.Error.WriteLine(fault);
            Console.Error.WriteLine($"{e.Faults.Count} fault(s) in the content. Nothing was started.");
            return false;
        }
    }

    private static int Check(WebApplication app)
    {
        if (!ContentIsGood(app)) return 1;
        var catalogue = app.Services.GetRequiredService<CurrentCatalogue>().Now;
        Console.WriteLine($"The content is in order: {catalogue.Services.Count} services, {catalogue.Pages.Count} pages, {catalogue.Places.Count} places, {catalogue.Phrases.Keys.Count()} phrases, {catalogue.Phrases.Languages.Count} languages; every combination of answers has a receiver.");
        return 0;
    }

    private static int Route(WebApplication app)
    {
        if (!ContentIsGood(app)) return 1;
        try
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);
            Console.WriteLine(RouteVerb.Run(Console.In.ReadToEnd(), app.Services.GetRequiredService<CurrentCatalogue>().Now.Part<RoutingTable>(), today));
            return 0;
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}
