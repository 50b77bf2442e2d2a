using System.Globalization;
using Signposting.BotDefence;
using Signposting.Crawlers;
using Signposting.Doors;
using Signposting.Languages;
using Signposting.Listings;
using Signposting.OpenReferral;
using Signposting.Outbox;
using Signposting.Referrals;
using Signposting.Routing;
using Signposting.SafeBrowsing;
using Signposting.Searching;
using Signposting.Shared;
using Signposting.Storage;
using Signposting.Tallies;
using Signposting.Web;

// Dates and numbers in files and letters don't depend on where an operator lives; what readers see has its own culture.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var builder = WebApplication.CreateBuilder(Verbs.Settings(args));
builder.AddLogs().AddListings().AddRouting().AddDoors().AddSearching().AddSafeBrowsing().AddOpenReferral().AddCrawlers().AddStorage().AddOutbox().AddBotDefence().AddTallies().AddReferrals().AddPages();

await using var app = builder.Build();
if (Verbs.Named(args) is { } verb) return verb(app);
if (!Verbs.ContentIsGood(app)) return 1;
app.UseSafeBrowsing();
app.UseCalmProblems();
app.RefuseFormsOfOtherSites();
app.UseLanguageInPath(() => app.Services.GetRequiredService<CurrentCatalogue>().Now.Phrases);
app.UseRouting();
app.MapRazorPages();
app.MapLeaving();
app.MapOpenReferral();
app.MapCrawlers();
app.MapHealth();
await app.RunAsync();
return 0;

/// <summary>For tests.</summary>
public partial class Program;
