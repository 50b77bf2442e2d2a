using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.Outbox;

/// <summary>What monitors ask.</summary>
public static partial class Health
{
    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/open</c>: it can keep a form; ask this for a load balancer. <c>/health/ready</c>: letters
    /// leave in time too; ask this for an alarm, not for a load balancer, since to close the site because mail is late would take the
    /// telephone numbers away as well. <c>/health/outbox</c>: how many letters wait too long, and how long the oldest has, in seconds. Not how
    /// many wait: that would tell whoever asks when a form is sent.
    /// <c>/health/metrics</c>: what of that is amiss, for Prometheus.
    /// </summary>
    public static WebApplication MapHealth(this WebApplication app)
    {
        var mail = app.Services.GetRequiredService<IOptions<MailOptions>>().Value;
        if (mail.Transport == MailTransport.Folder) MailGoesToFolder(app.Logger, mail.Folder);
        var health = app.MapGroup("/health").AddEndpointFilter<HealthDoor>();
        health.MapGet("live", () => Results.Text("live"));
        health.MapGet("open", async (Readiness readiness, CancellationToken cancel) => Say("open", await readiness.OpenAsync(cancel)));
        health.MapGet("ready", async (Readiness readiness, CancellationToken cancel) => Say("ready", await readiness.ReadyAsync(cancel)));
        health.MapGet("outbox", async (WaitingLetters letters, TimeProvider clock, IOptions<AlarmOptions> alarm, CancellationToken cancel) =>
        {
            var ages = (await letters.ListAsync(cancel)).Select(l => clock.GetUtcNow() - l.CreatedAt).Where(age => age > alarm.Value.LetterMayWait).ToList();
            return Results.Json(new { late = ages.Count, oldestSeconds = (int)ages.DefaultIfEmpty().Max().TotalSeconds });
        });
        health.MapGet("metrics", async (Readiness readiness, WaitingLetters letters, TimeProvider clock, IOptions<AlarmOptions> alarm, CancellationToken cancel) => Results.Text(
            StateAsText.Of(await readiness.ReadyAsync(cancel), await letters.ListAsync(cancel), clock.GetUtcNow(), alarm.Value.LetterMayWait), StateAsText.ContentType));
        return app;
    }

    private static IResult Say(string word, string? problem) =>
        problem is null ? Results.Text(word) : Results.Text($"not {word}: {problem}", statusCode: StatusCodes.Status503ServiceUnavailable);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail is not sent: each letter is written as a file to {Folder}. Set Mail:Transport to Smtp to send it.")]
    private static partial void MailGoesToFolder(ILogger log, string folder);
}

/// <summary>
/// Keeps the public door from leading to <c>/health</c>: the port on which a request has come in can't be forged, as its host name can. A port
/// that the site doesn't listen on stops the start.
/// </summary>
internal sealed class HealthDoor(IOptions<HealthOptions> options, IServer server) : IEndpointFilter, IHostedLifecycleService
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        options.Value.Port is { } port && context.HttpContext.Connection.LocalPort != port ? Results.NotFound() : await next(context);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return options.Value.Port is not { } port || addresses.Any(a => BindingAddress.Parse(a).Port == port) ? Task.CompletedTask
            : throw new InvalidOperationException($"Health:Port is {port}, but the site listens on {string.Join(", ", addresses)}. Add it, for example --urls \"http://127.0.0.1:5000;http://127.0.0.1:{port}\".");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
