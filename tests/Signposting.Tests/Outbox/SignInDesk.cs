using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signposting.Tests.Outbox;

/// <summary>
/// Checks passwords for Postfix, in Dovecot's authentication protocol (version 1): Postfix asks whoever listens at <c>smtpd_sasl_path</c>.
/// So no password file of the machine is touched, and several servers can stand side by side.
/// </summary>
internal sealed class SignInDesk : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _expected;

    public SignInDesk(string user, string password)
    {
        _expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"));
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed: the test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var connection = client;
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\n", AutoFlush = true };
            await writer.WriteAsync($"VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t{new string('0', 32)}\nDONE\n");
            while (await reader.ReadLineAsync() is { } line)
            {
                // AUTH <id> <mechanism> <parameters>; the password is in resp=, which is always last.
                if (line.Split('\t') is not ["AUTH", var id, "PLAIN", ..] parts) continue;
                await writer.WriteLineAsync(parts[^1] == "resp=" + _expected ? $"OK\t{id}\tuser=site" : $"FAIL\t{id}\treason=wrong");
            }
        }
        catch (IOException)
        {
            // Postfix has gone.
        }
    }
}
