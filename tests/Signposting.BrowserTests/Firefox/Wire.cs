using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signposting.BrowserTests.Firefox;

/// <summary>
/// A conversation with a browser in WebDriver BiDi (W3C): commands are numbered, answers carry the number, everything else is an event.
/// Playwright drives only a Firefox of its own making; this drives the one that people have.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = [];
    private int _last;
    private Task _listening = Task.CompletedTask;

    private Wire()
    {
    }

    /// <summary>Name and parameters of everything that happens and was subscribed to.</summary>
    public event Action<string, JsonElement>? Happened;

    public static async Task<Wire> OpenAsync(Uri address)
    {
        var wire = new Wire();
        await wire._socket.ConnectAsync(address, CancellationToken.None);
        wire._listening = wire.ListenAsync();
        return wire;
    }

    /// <summary>Sends a command and waits for its result.</summary>
    /// <exception cref="RefusedException">The browser can't do it, or not now.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] });
        await _oneAtATime.WaitAsync();
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _oneAtATime.Release();
        }
        if (_listening.IsCompleted) throw new RefusedException($"{method}: the browser has closed.");
        var said = await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return said.GetProperty("type").GetString() == "success"
            ? said.GetProperty("result")
            : throw new RefusedException($"{method}: {said.GetProperty("error").GetString()}: {said.GetProperty("message").GetString()}");
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) break;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Hear(JsonElement.Parse(message.ToArray()));
                message.SetLength(0);
            }
        }
        catch (Exception broke) when (broke is WebSocketException or OperationCanceledException)
        {
            // The browser has closed, or we have.
        }
        foreach (var answer in _waiting.Values) answer.TrySetException(new RefusedException("The browser has closed."));
    }

    private void Hear(JsonElement said)
    {
        if (said.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number)
        {
            if (_waiting.TryRemove(id.GetInt32(), out var answer)) answer.SetResult(said);
        }
        else if (said.TryGetProperty("method", out var happened))
        {
            Happened?.Invoke(happened.GetString()!, said.GetProperty("params"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _listening;
        _socket.Dispose();
        _oneAtATime.Dispose();
    }
}

/// <summary>What the browser said no to, and why.</summary>
internal sealed class RefusedException(string message) : Exception(message);
