using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Signposting.Tests.Outbox;

/// <summary>Something that a client has said to an <see cref="OddServer"/>.</summary>
/// <param name="Verb"><c>CONNECT</c>, then its commands; <c>BODY</c> after the first line of a message, <c>.</c> after its last.</param>
/// <param name="Line">The line.</param>
/// <param name="Mailbox">Whom the message is for, once it is known.</param>
internal sealed record Said(string Verb, string Line, string? Mailbox);

/// <summary>A message whose final dot has come.</summary>
/// <param name="Mailbox">Whom it is for.</param>
/// <param name="Accepted">Whether the server said that it takes it.</param>
/// <param name="Message">What it says.</param>
internal sealed record Arrival(string Mailbox, bool Accepted, MimeMessage Message);

/// <summary>
/// A mail server that behaves as badly as a test wants: <see cref="Answer"/> is asked before every reply. Without it, it is a good one,
/// which offers STARTTLS and accepts every sign-in.
/// </summary>
internal sealed class OddServer : IAsyncDisposable
{
    /// <summary>An answer: the connection is cut.</summary>
    public const string Cut = "";

    private readonly X509Certificate2? _certificate;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _over = new();
    private readonly List<WireTap> _wires = [];
    private int _connections;

    /// <param name="certificate">Shown after STARTTLS; without one, STARTTLS isn't offered.</param>
    /// <param name="port">A port, or 0 for any.</param>
    public OddServer(X509Certificate2? certificate, int port = 0)
    {
        _certificate = certificate;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = ListenAsync();
    }

    /// <summary>Its odd answer; null from it for the ordinary one. It may wait as long as it likes.</summary>
    public Func<Said, CancellationToken, Task<string?>> Answer { get; set; } = (_, _) => Task.FromResult<string?>(null);

    public ConcurrentQueue<Arrival> Arrivals { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Every byte that clients have put on the wire, encrypted or not.</summary>
    public string Wire()
    {
        lock (_wires) return string.Concat(_wires.Select(w => w.Text()));
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
    }

    /// <summary>An <see cref="Answer"/> to one kind of command.</summary>
    public static Func<Said, CancellationToken, Task<string?>> To(string verb, string reply) => (said, _) => Task.FromResult(said.Verb == verb ? reply : null);

    /// <summary>Silence from a command on.</summary>
    public static Func<Said, CancellationToken, Task<string?>> SilentAt(string verb) => async (said, over) =>
    {
        if (said.Verb == verb) await Task.Delay(Timeout.Infinite, over);
        return null;
    };

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_over.Token));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Closed: the test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        var wire = new WireTap(client.GetStream());
        lock (_wires) _wires.Add(wire);
        try
        {
            using (client) await ConverseAsync(wire);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // The client has gone, or didn't like our certificate, or this server was told to cut the connection.
        }
    }

    private async Task ConverseAsync(Stream wire)
    {
        var (stream, mailbox) = (wire, (string?)null);
        var reader = new StreamReader(stream, Encoding.Latin1);
        await ReplyAsync(stream, new Said("CONNECT", "", null), "220 odd.example");
        while (await reader.ReadLineAsync(_over.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT") mailbox = line.Split('<', '>')[1];
            var said = new Said(verb, line, mailbox);
            switch (verb)
            {
                case "EHLO":
                    await ReplyAsync(stream, said, stream == wire && _certificate is not null ? "250-odd.example\r\n250 STARTTLS" : "250-odd.example\r\n250 AUTH PLAIN");
                    break;
                case "STARTTLS":
                    await ReplyAsync(stream, said, "220 go ahead");
                    var tls = new SslStream(wire);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate! }, _over.Token);
                    (stream, reader) = (tls, new StreamReader(tls, Encoding.Latin1));
                    break;
                case "DATA":
                    if (await ReplyAsync(stream, said, "354 go ahead")) await TakeAsync(stream, reader, mailbox!);
                    break;
                case "QUIT":
                    await ReplyAsync(stream, said, "221 bye");
                    return;
                default:
                    await ReplyAsync(stream, said, verb == "AUTH" ? "235 welcome" : "250 fine");
                    break;
            }
        }
    }

    private async Task TakeAsync(Stream stream, StreamReader reader, string mailbox)
    {
        var text = new StringBuilder();
        var first = true;
        while (await reader.ReadLineAsync(_over.Token) is { } line and not ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            if (first && await Answer(new Said("BODY", line, mailbox), _over.Token) is not null) throw new IOException("cut");
            first = false;
        }
        var message = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())));
        var reply = await Answer(new Said(".", ".", mailbox), _over.Token);
        Arrivals.Enqueue(new Arrival(mailbox, reply is null, message));
        await SayAsync(stream, reply ?? "250 taken");
    }

    /// <returns>Whether it was the ordinary answer.</returns>
    private async Task<bool> ReplyAsync(Stream stream, Said said, string ordinary)
    {
        var odd = await Answer(said, _over.Token);
        await SayAsync(stream, odd ?? ordinary);
        return odd is null;
    }

    private async Task SayAsync(Stream stream, string reply)
    {
        if (reply == Cut) throw new IOException("cut");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"), _over.Token);
    }
}
