using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.Outbox;

/// <summary>Promised letters, kept until delivered.</summary>
public static class OutboxRoom
{
    /// <summary>The letter box, the courier and the postman that the configuration names.</summary>
    public static WebApplicationBuilder AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IHostEnvironment>((options, environment) =>
                options.Folder = options.Folder.Length == 0 ? "" : Path.GetFullPath(options.Folder, environment.ContentRootPath));
        AddAlarm(builder.Services);
        builder.Services.AddOptions<HealthOptions>().BindConfiguration("Health").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHostedService<HealthDoor>();
        builder.Services.AddSingleton<LetterBox>();
        builder.Services.AddSingleton<WaitingLetters>();
        builder.Services.AddSingleton<Smime>();
        builder.Services.AddSingleton<IPostman>(services =>
        {
            var options = services.GetRequiredService<IOptions<MailOptions>>();
            return options.Value.Transport == MailTransport.Smtp ? new SmtpPostman(options) : new FolderPostman(options);
        });
        builder.Services.AddHostedService<Courier>();
        return builder;
    }

    private static void AddAlarm(IServiceCollection services)
    {
        services.AddOptions<AlarmOptions>().BindConfiguration("Alarm").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AlarmMailOptions>().BindConfiguration("Alarm:Mail").ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient();
        services.AddSingleton<OutboxMeter>();
        services.AddSingleton(s => new Alarm(Bells(s), s.GetRequiredService<OutboxMeter>(), s.GetRequiredService<IOptions<AlarmOptions>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Alarm>>()));
    }

    private static IEnumerable<IBell> Bells(IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<AlarmOptions>>().Value.Webhook is { } webhook) yield return new WebhookBell(services.GetRequiredService<IHttpClientFactory>(), webhook);
        if (services.GetRequiredService<IOptions<AlarmMailOptions>>().Value is { Host: not null } mail) yield return new MailBell(mail, services.GetRequiredService<TimeProvider>());
    }
}
