using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Signposting.BrowserTests;

/// <summary>A site of somebody else's on this machine, over TLS, which answers, or doesn't, as a test says, and notes what it was asked.</summary>
internal sealed class EverydaySite : IAsyncDisposable
{
    private static readonly X509Certificate2 Certificate = Issue();

    private readonly ConcurrentQueue<string> _asked = new();
    private readonly CancellationTokenSource _over = new();
    private TcpListener? _listener;
    private TaskCompletionSource _answers = Done();

    public EverydaySite()
    {
        var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        Port = ((IPEndPoint)any.LocalEndpoint).Port;
        _listener = any;
        _ = ListenAsync(any);
    }

    public int Port { get; }

    /// <summary>Every request so far, from its method to the end of its headers.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>It takes connections and requests, and says nothing until <see cref="Answers"/>.</summary>
    public void Hangs() => _answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Nobody listens there: connections are refused.</summary>
    public void IsDown()
    {
        _listener?.Stop();
        _listener = null;
    }

    /// <summary>It answers everything, also what has been waiting.</summary>
    public void Answers()
    {
        _answers.TrySetResult();
        if (_listener is not null) return;
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = ListenAsync(_listener);
    }

    /// <summary>As new: it answers and has been asked nothing.</summary>
    public void Reset()
    {
        Answers();
        _answers = Done();
        _asked.Clear();
    }

    public ValueTask DisposeAsync()
    {
        _over.Cancel();
        _listener?.Stop();
        _over.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ListenAsync(TcpListener listener)
    {
        var over = _over.Token;
        try
        {
            while (true) _ = AnswerAsync(await listener.AcceptTcpClientAsync(over), over);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken over)
    {
        try
        {
            using var open = client;
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, over);
            if (await RequestAsync(stream, over) is not { Length: > 0 } request) return;
            _asked.Enqueue(request);
            await _answers.Task.WaitAsync(over);
            var page = Encoding.UTF8.GetBytes($"<!doctype html><html lang=en><meta charset=utf-8><title>Weather</title><link rel=icon href=data:,><p id=elsewhere>{Person.ElsewhereSays}</p></html>");
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n"), over);
            if (!request.StartsWith("HEAD", StringComparison.Ordinal)) await stream.WriteAsync(page, over);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The browser has thought better of it.
        }
    }

    private static async Task<string> RequestAsync(SslStream stream, CancellationToken over)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, over);
            if (read == 0) return "";
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        return text.ToString();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private static X509Certificate2 Issue()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=everyday.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pfx), null);
    }
}
