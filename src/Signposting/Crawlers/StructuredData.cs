using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Signposting.Checking;
using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Crawlers;

/// <summary>What a page is about, in the words of schema.org: only what it shows anyway, and little of that, for it travels with the page.</summary>
public sealed class StructuredData(Catalogue catalogue, IOptions<SiteAddress> site, Reader reader)
{
    /// <summary>The home page: who we are, and for where.</summary>
    public JsonLd Home() => new("Organization", new JsonObject
    {
        ["name"] = reader["site.name"].Text,
        ["description"] = reader["home.description"].Text,
        ["url"] = site.Value.Of(reader.To("")),
        ["areaServed"] = Areas(catalogue.Areas),
    });

    /// <summary>A service. Those of the police are a government's; whoever runs another says so nowhere in a listing.</summary>
    public JsonLd Of(Service service)
    {
        var thing = new JsonObject
        {
            ["name"] = service.Name,
            ["description"] = reader.Of(service.Texts.Summary).Text,
            ["serviceType"] = reader["kind." + Word.Of(service.Kind)].Text,
            ["url"] = site.Value.Of(reader.To(SitePaths.Service(service.Number))),
            ["provider"] = new JsonObject { ["@type"] = service.Kind == ServiceKind.Police ? "GovernmentOrganization" : "Organization", ["name"] = service.Organisation },
            ["areaServed"] = service.National ? new JsonObject { ["@type"] = "Country", ["name"] = "United Kingdom" } : Areas(catalogue.Areas.Where(a => service.Areas.Contains(a.Id))),
        };
        if (service.PublicPhones.Any())
            thing["availableChannel"] = new JsonArray([.. service.PublicPhones.Select(p => new JsonObject { ["@type"] = "ServiceChannel", [p.Kind == PhoneKind.Text ? "serviceSmsNumber" : "servicePhone"] = new JsonObject { ["@type"] = "ContactPoint", ["telephone"] = p.Number } })]);
        return new JsonLd(service.Kind == ServiceKind.Police ? "GovernmentService" : "Service", thing);
    }

    /// <summary>A page of guidance that answers questions: those of its headings; null where it asks none.</summary>
    public JsonLd? Of(GuidancePage page)
    {
        var body = page.Bodies[reader.Language.Code];
        return body.Questions.Count == 0 ? null : new JsonLd("FAQPage", new JsonObject
        {
            ["inLanguage"] = body.In.Code,
            ["mainEntity"] = new JsonArray([.. body.Questions.Select(q => new JsonObject
            {
                ["@type"] = "Question", ["name"] = q.Asked, ["acceptedAnswer"] = new JsonObject { ["@type"] = "Answer", ["text"] = q.Answer },
            })]),
        });
    }

    private static JsonArray Areas(IEnumerable<Area> areas) => [.. areas.Select(a => new JsonObject { ["@type"] = "AdministrativeArea", ["name"] = a.Name })];
}
