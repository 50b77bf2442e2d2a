using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.Outbox;

/// <summary>Promised letters, kept until delivered.</summary>
public static partial class OutboxRoom
{
    /// <summary>The letter box, the courier and the postman that the configuration names.</summary>
    public static WebApplicationBuilder AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IHostEnvironment>((options, environment) =>
                options.Folder = options.Folder.Length == 0 ? "" : Path.GetFullPath(options.Folder, environment.ContentRootPath));
        builder.Services.AddOptions<AlarmOptions>().BindConfiguration("Alarm").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<Alarm>();
        builder.Services.AddSingleton<LetterBox>();
        builder.Services.AddSingleton<Smime>();
        builder.Services.AddSingleton<IPostman>(services =>
        {
            var options = services.GetRequiredService<IOptions<MailOptions>>();
            return options.Value.Transport == MailTransport.Smtp ? new SmtpPostman(options) : new FolderPostman(options);
        });
        builder.Services.AddHostedService<Courier>();
        return builder;
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database does too. <c>/health/outbox</c>: how many letters wait,
    /// and how long the oldest has, in seconds.
    /// </summary>
    public static WebApplication MapHealth(this WebApplication app)
    {
        var mail = app.Services.GetRequiredService<IOptions<MailOptions>>().Value;
        if (mail.Transport == MailTransport.Folder) MailGoesToFolder(app.Logger, mail.Folder);
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (LetterBox letters, CancellationToken cancel) =>
        {
            await letters.StateAsync(cancel);
            return Results.Text("ready");
        });
        app.MapGet("/health/outbox", async (LetterBox letters, CancellationToken cancel) =>
        {
            var state = await letters.StateAsync(cancel);
            return Results.Json(new { waiting = state.Waiting, oldestSeconds = (int)state.Oldest.TotalSeconds, refused = state.Refused });
        });
        return app;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail is not sent: each letter is written as a file to {Folder}. Set Mail:Transport to Smtp to send it.")]
    private static partial void MailGoesToFolder(ILogger log, string folder);
}
