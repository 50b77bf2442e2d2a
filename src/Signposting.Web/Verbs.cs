using System.Data.Common;
using Microsoft.Extensions.Options;
using Signposting.Checking;
using Signposting.Listings;

using Signposting.Outbox;
using Signposting.Referrals;
using Signposting.Routing;
using Signposting.Storage;
using Signposting.Tallies;
using Signposting.Translators;

namespace Signposting.Web;

/// <summary>What the program does besides serving: <c>-- check</c>, <c>-- route</c>, <c>-- keys</c>, <c>-- report</c>, <c>-- pin</c>, <c>-- outbox</c>, <c>-- synthetic</c>, <c>-- backup</c>, <c>-- restored</c>, <c>-- translations</c>. Each returns the exit code.</summary>
internal static class Verbs
{
    public static Func<WebApplication, int>? Named(string[] args) => args.Contains("--help") || args.Contains("-h") ? _ => Unknown("--help") : Words(args).ToList() switch
    {
        ["check"] => Check,
        ["route"] => Route,
        ["report", ..] => app => Report(app, args.SkipWhile(a => a != "report").Skip(1)),
        ["keys"] => app => Keys(app, rotate: false),
        ["keys", "rotate"] => app => Keys(app, rotate: true),
        ["outbox", .. var words] => app => Saying(() => OutboxVerb.Run(app.Services, [.. words], Console.Out)),
        ["backup", var folder] => app => Saying(() => BackupVerb.Run(app.Services, folder, Console.Out)),
        ["restored", .. var words] => app => Saying(() => RestoredVerb.Run(app.Services, [.. words], Console.Out)),
        ["translations", .. var words] => app => Translations(app, [.. words]),
        ["synthetic"] => app => Synthetic(app),
        ["pin"] => _ => Pin(),
        [] => null,
        var words => _ => Unknown(string.Join(' ', words)),
    };

    /// <summary>Settings only: <c>--Mail:Host=x</c>, or <c>--urls x</c> in two. A word that is a path from the root would be taken for one.</summary>
    public static string[] Settings(string[] args) => [.. args.Where((_, i) => !IsWord(args, i))];

    private static IEnumerable<string> Words(string[] args) => args.Where((_, i) => IsWord(args, i));

    private static bool IsWord(string[] args, int i) =>
        !args[i].StartsWith('-') && (i == 0 || !args[i - 1].StartsWith("--", StringComparison.Ordinal) || args[i - 1].Contains('=', StringComparison.Ordinal));

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
        foreach (var service in catalogue.Services) WarnOfCertificate(service, app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        return 0;
    }

    /// <summary>No fault, because the calendar must not stop a site.</summary>
    private static void WarnOfCertificate(Service service, DateTimeOffset now)
    {
        if (service.Referrals?.Delivery is not DeliveryMode.Smime { Certificate: var certificate } || (certificate.IsGood(now) && !certificate.EndsSoon(now))) return;
        Console.Error.WriteLine($"{service.At.File}: Warning: content/certificates/{certificate.File} is good from {certificate.From:yyyy-MM-dd} to {certificate.Until:yyyy-MM-dd}. Ask the service for a new one now; outside of these days nothing can be encrypted for it.");
    }

    /// <summary>The PIN comes by standard input: arguments can be seen by other users of a machine and stay in its history.</summary>
    private static int Pin() => Saying(() =>
    {
        Console.WriteLine($"pin: {PinHash.Of(Console.In.ReadLine() ?? "")}");
        return 0;
    });

    private static int Route(WebApplication app) => Saying(() =>
    {
        if (!ContentIsGood(app)) return 1;
        var today = England.Day(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        Console.WriteLine(RouteVerb.Run(Console.In.ReadToEnd(), app.Services.GetRequiredService<CurrentCatalogue>().Now.Part<RoutingTable>(), today));
        return 0;
    });

    private static int Keys(WebApplication app, bool rotate) => Saying(() =>
    {
        foreach (var line in StorageRoom.Keys(app.Services, rotate)) Console.WriteLine(line);
        return 0;
    });

    private static int Report(WebApplication app, IEnumerable<string> words) => Saying(() =>
    {
        if (!ContentIsGood(app)) return 1;
        var request = ReportRequest.Parse([.. words]);
        var report = TalliesRoom.Report(app.Services, request);
        if (request.Output is { } file) File.WriteAllBytes(file, report);
        else
        {
            using var output = Console.OpenStandardOutput();
            output.Write(report);
        }
        return 0;
    });

    private static int Translations(WebApplication app, IReadOnlyList<string> words) =>
        Saying(() => ContentIsGood(app) ? TranslationsVerb.Run(app.Services, words, app.Configuration["by"], Console.Out) : 1);

    private static int Synthetic(WebApplication app) => ContentIsGood(app)
        ? Saying(() => SyntheticVerb.RunAsync(app.Services, app.Configuration["to"], Console.Out).GetAwaiter().GetResult())
        : 1;

    /// <summary>What isn't understood, and a file, a setting or a database that is wrong, is said in words, not as the trace of an exception.</summary>
    private static int Saying(Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
        catch (FaultyContentException e)
        {
            foreach (var fault in e.Faults) Console.Error.WriteLine(fault);
            Console.Error.WriteLine($"{e.Faults.Count} fault(s). Nothing was changed.");
            return 1;
        }
        catch (Exception e) when (e is InvalidOperationException or OptionsValidationException or DbException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Unknown(string words)
    {
        Console.Error.WriteLine($"'{words}' isn't a command. Use check, route, keys, keys rotate, report, pin, outbox, synthetic, backup FOLDER, restored or translations; or none, to serve the site.");
        return 2;
    }
}
