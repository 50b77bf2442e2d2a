using System.Text.Json.Serialization;

namespace Signposting.OpenReferral;

// The objects of the Human Services Data Specification 3.0, UK profile, with those of their fields that we have something to say in.
// Whatever isn't a member here can't leave by the feed. A field without a value is left out.

/// <summary>What the feed is: the answer at its root.</summary>
internal sealed record HsdsAbout(string Version, string Profile, string OpenapiUrl);

/// <summary>A service. In lists it goes without its lists (the profile's "one-to-one fields").</summary>
internal sealed record HsdsService(
    Guid Id, Guid OrganizationId, string Name, string Description, string Url, string Status, string? Alert,
    string EligibilityDescription, int? MinimumAge, int? MaximumAge, string ApplicationProcess, string? InterpretationServices,
    DateOnly AssuredDate, DateTime LastModified, HsdsOrganization Organization)
{
    public IReadOnlyList<HsdsPhone>? Phones { get; init; }

    public IReadOnlyList<HsdsSchedule>? Schedules { get; init; }

    public IReadOnlyList<HsdsServiceArea>? ServiceAreas { get; init; }

    public IReadOnlyList<HsdsLanguage>? Languages { get; init; }

    public IReadOnlyList<HsdsAttribute>? Attributes { get; init; }

    [JsonIgnore]
    public HsdsService Brief => this with { Phones = null, Schedules = null, ServiceAreas = null, Languages = null, Attributes = null };
}

/// <summary>Who runs services.</summary>
internal sealed record HsdsOrganization(Guid Id, string Name, string Description);

/// <summary>A telephone number.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ServiceId">Of the service.</param>
/// <param name="Number">As it is dialled here, with spaces.</param>
/// <param name="Type">voice, text or textphone.</param>
/// <param name="Description">What it is for, and what a call costs.</param>
internal sealed record HsdsPhone(Guid Id, Guid ServiceId, string Number, string Type, string? Description);

/// <summary>When a service is open (RFC 5545); with <see cref="Description"/> alone where we have only words.</summary>
internal sealed record HsdsSchedule(Guid Id, Guid ServiceId, string? Freq, string? Byday, TimeOnly? OpensAt, TimeOnly? ClosesAt, string Description);

/// <summary>A district, or the whole country.</summary>
internal sealed record HsdsServiceArea(Guid Id, Guid ServiceId, string Name);

/// <summary>A language that staff speak.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ServiceId">Of the service.</param>
/// <param name="Name">In English.</param>
/// <param name="Code">ISO 639-1, or 639-3 where there is no shorter one.</param>
internal sealed record HsdsLanguage(Guid Id, Guid ServiceId, string Name, string Code);

/// <summary>That a term of a taxonomy is true of a service.</summary>
internal sealed record HsdsAttribute(Guid Id, Guid LinkId, string LinkEntity, string LinkType, Guid TaxonomyTermId, HsdsTaxonomyTerm TaxonomyTerm);

/// <summary>A way in which services are sorted.</summary>
internal sealed record HsdsTaxonomy(Guid Id, string Name, string Description);

/// <summary>One sort of it.</summary>
internal sealed record HsdsTaxonomyTerm(Guid Id, string Name, string Description, string Taxonomy, Guid TaxonomyId);

/// <summary>What was wrong with a request (RFC 9457).</summary>
internal sealed record FeedProblem(int Status, string Title, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HsdsAbout))]
[JsonSerializable(typeof(HsdsService))]
[JsonSerializable(typeof(HsdsOrganization))]
[JsonSerializable(typeof(HsdsTaxonomy))]
[JsonSerializable(typeof(HsdsTaxonomyTerm))]
[JsonSerializable(typeof(FeedProblem))]
internal sealed partial class FeedJson : JsonSerializerContext;
