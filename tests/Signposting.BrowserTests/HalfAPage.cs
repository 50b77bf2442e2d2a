using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signposting.BrowserTests;

/// <summary>Our site over a line that stops in the middle of every page: what stands before a given text arrives, the rest never does.</summary>
internal sealed class HalfAPage : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly HttpClient _site;
    private readonly string _until;

    public HalfAPage(Uri site, string until)
    {
        (_site, _until) = (new HttpClient { BaseAddress = site }, until);
        _listener.Start();
        _ = ListenAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public ValueTask DisposeAsync()
    {
        _over.Cancel();
        _listener.Dispose();
        _site.Dispose();
        _over.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_over.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using var open = client;
            var over = _over.Token;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, leaveOpen: true);
            if ((await reader.ReadLineAsync(over))?.Split(' ') is not ["GET", var path, _]) return;
            while (await reader.ReadLineAsync(over) is { Length: > 0 })
            {
            }
            using var page = await _site.GetAsync(path, over);
            var html = await page.Content.ReadAsStringAsync(over);
            var head = page.Headers.Concat(page.Content.Headers).Where(h => h.Key is "Content-Security-Policy" or "Content-Type" or "Cache-Control" or "Referrer-Policy")
                .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}\r\n");
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{string.Concat(head)}Connection: close\r\n\r\n{html[..html.IndexOf(_until, StringComparison.Ordinal)]}"), over);
            await Task.Delay(Timeout.Infinite, over);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
        }
    }
}
