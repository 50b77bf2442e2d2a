using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Signposting.Tests.PassingOn;

/// <summary>A real web server that notes what is posted to it.</summary>
internal sealed class Webhook : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _received = new();
    private readonly WebApplication _server;

    private Webhook()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            _received.Enqueue(await reader.ReadToEndAsync());
        });
    }

    public string Address => _server.Urls.First();

    public static async Task<Webhook> StartAsync()
    {
        var hook = new Webhook();
        await hook._server.StartAsync(TestContext.Current.CancellationToken);
        return hook;
    }

    /// <summary>The first message that contains the word, waiting for it a while.</summary>
    public async Task<string> ReceivedAsync(string word)
    {
        for (var i = 0; i < 200; i++)
        {
            if (_received.FirstOrDefault(r => r.Contains(word, StringComparison.Ordinal)) is { } found) return found;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"No alarm '{word}'; received: {string.Join(" | ", _received)}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
