using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Signposting.Tests.BotDefence;

/// <summary>A real web server that answers as Google's siteverify does, or doesn't.</summary>
internal sealed class Google : IAsyncDisposable
{
    /// <summary>The site as the public types it, in the tests' settings.</summary>
    public const string Host = "www.site.example";

    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _asked = new();
    private readonly WebApplication _server;

    private Google()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/siteverify", async context =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            _asked.Enqueue(form.ToDictionary(f => f.Key, f => f.Value.ToString()));
            await Answer(context);
        });
    }

    /// <summary>What it answers; a passed check of v3 unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Says(Passed());

    /// <summary>What it was asked.</summary>
    public IReadOnlyCollection<IReadOnlyDictionary<string, string>> Asked => _asked;

    /// <summary>Settings of a site that asks it.</summary>
    public (string Key, string Value)[] Settings(bool v3 = true, bool v2 = true) =>
    [
        ("BotDefence:Recaptcha:VerifyAddress", _server.Urls.First() + "/siteverify"), ("BotDefence:Recaptcha:HostName", Host), ("BotDefence:FastestForm", "00:00:00"),
        .. v3 ? [("BotDefence:Recaptcha:V3SiteKey", "key-3"), ("BotDefence:Recaptcha:V3Secret", "secret-3")] : Array.Empty<(string, string)>(),
        .. v2 ? [("BotDefence:Recaptcha:V2SiteKey", "key-2"), ("BotDefence:Recaptcha:V2Secret", "secret-2")] : Array.Empty<(string, string)>(),
    ];

    public static async Task<Google> StartAsync()
    {
        var google = new Google();
        await google._server.StartAsync(TestContext.Current.CancellationToken);
        return google;
    }

    /// <summary>An answer as documented.</summary>
    public static string Passed(double? score = 0.9, string? action = "send", string host = Host, TimeSpan age = default) =>
        $$"""{"success":true,"challenge_ts":"{{TimeProvider.System.GetUtcNow() - age:yyyy-MM-ddTHH:mm:ssZ}}","hostname":"{{host}}"{{(score is { } s ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $",\"score\":{s},\"action\":\"{action}\"") : "")}}}""";

    public static Func<HttpContext, Task> Says(string body, int status = 200) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>Never answers.</summary>
    public static Func<HttpContext, Task> Hangs => context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }
}
