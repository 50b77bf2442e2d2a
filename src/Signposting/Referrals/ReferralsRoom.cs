using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.Checking;
using Signposting.Listings;
using Signposting.Outbox;
using Signposting.Routing;

namespace Signposting.Referrals;

/// <summary>The conversation that becomes a letter.</summary>
public static class ReferralsRoom
{
    /// <summary>The form, its seal and the book of what was received.</summary>
    public static WebApplicationBuilder AddReferrals(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReferralOptions>().BindConfiguration("Referrals").ValidateDataAnnotations().ValidateOnStart()
            .Validate<IOptions<MailOptions>>((referrals, mail) => referrals.ReachableFromLetters(mail.Value),
                "Referrals:PublicAddress is this machine's own address, but Mail:Transport is Smtp: services couldn't follow the links in their letters. Set it to the site's public address.");
        builder.Services.AddOptions<SyntheticOptions>().BindConfiguration("Synthetic").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Synthetic>();
        builder.Services.AddSingleton<Seal>();
        builder.Services.AddSingleton<ReferralSeal>();
        builder.Services.AddSingleton<ReferralBook>();
        builder.Services.AddSingleton<ReferralTally>();
        builder.Services.AddSingleton<AnswerLinks>();
        builder.Services.AddSingleton<ReadingLinks>();
        builder.Services.AddSingleton<Notices>();
        builder.Services.AddSingleton<LetterWriter>();
        builder.Services.AddSingleton<CertificateWatch>();
        builder.Services.AddSingleton<Guesses>();
        builder.Services.AddSingleton<Overseer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Overseer>());
        builder.Services.AddSingleton<CataloguePart>(FormPhrases.Check);
        return builder;
    }
}

/// <summary>A question without words would be an error page in the middle of somebody's form: a catalogue that lacks any isn't accepted.</summary>
internal static class FormPhrases
{
    public static object? Check(Catalogue catalogue, Faults faults)
    {
        foreach (var key in Keys().Where(k => !catalogue.Phrases.Has(k)))
            faults.Add(new Place("translations/en.po", 0), $"The form needs the text '{key}'. Add it.");
        return null;
    }

    internal static IEnumerable<string> Keys() =>
    [
        .. Journey.Questions.Select(q => $"ask.{q.Id}.title"),
        .. Journey.Questions.Where(q => q.Fields.Count > 1).SelectMany(q => q.Fields).Select(f => $"field.{f.Name}.label"),
        .. Journey.Questions.SelectMany(q => q.Fields).SelectMany(f => f.Options.Select(o => $"option.{f.Name}.{o}")),
        $"option.area.{Facts.Elsewhere}",
    ];
}
