using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace Signposting.Tests.Outbox;

/// <summary>
/// A real mail server: Postfix with settings, spool and port of its own. It takes mail on STARTTLS after sign-in only, and puts everything
/// into one maildir. Its processes end when this one closes their input, even if the test is killed.
/// </summary>
internal sealed class Postfix : IAsyncDisposable
{
    public const string User = "site";
    public const string Password = "pass-wörd \"1\"";

    /// <summary>Makes what Postfix expects and runs its master until standard input ends. Postfix wants to begin as root.</summary>
    private const string Script = """
        set -eu
        cd "$1"
        mkdir -p data spool mail && cd spool
        mkdir -p active bounce corrupt defer deferred flush hold incoming maildrop pid private public saved trace
        chown postfix active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace ../data
        chmod 700 active bounce corrupt defer deferred flush hold incoming private saved trace
        cd .. && chown "$2" mail && chmod 700 mail
        setsid "$(postconf -dh daemon_directory)/master" -c "$1/etc" -d &
        read -r _ || true
        kill $! && wait $! || true
        """;

    private readonly string _folder = Repository.NewFolder();
    private readonly SignInDesk _desk = new(User, Password);
    private Process _process = null!;

    private Postfix(int port) => Port = port;

    public int Port { get; }

    private string Log => Path.Combine(_folder, "log");

    /// <summary>A port that nobody listens on, for a server that is to come.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What the site needs to know to send by a server on this port.</summary>
    public static (string, string)[] Settings(TestAuthority authority, int port, string password = Password) =>
    [
        ("Mail:Transport", "Smtp"), ("Mail:Host", "localhost"), ("Mail:Port", $"{port}"), ("Mail:User", User), ("Mail:Password", password),
        ("Mail:CaFile", authority.File), ("Mail:From", "referrals@site.example"),
    ];

    public static async Task<Postfix> StartAsync(X509Certificate2 certificate, int? port = null)
    {
        var root = Environment.UserName == "root";
        var installed = File.Exists("/usr/sbin/postfix") || File.Exists("/usr/lib/postfix/sbin/master");
        if (!installed && Environment.GetEnvironmentVariable("CI") is null) Assert.Skip("Postfix isn't installed: apt-get install --no-install-recommends postfix");
        var server = new Postfix(port ?? FreePort());
        server.Configure(certificate);
        // Postfix delivers as whom the files belong to, and never as root.
        var owner = root ? "65534" : Run("id", "-u").Trim();
        string[] command = ["bash", "-c", Script, "postfix", server._folder, owner];
        if (!root) command = ["sudo", "-n", .. command];
        server._process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await Until.TrueAsync(server.AnswersAsync, () => $"Postfix doesn't answer. {(File.Exists(server.Log) ? File.ReadAllText(server.Log) : "")}");
        return server;
    }

    /// <summary>What has arrived, once it is at least that many.</summary>
    public async Task<IReadOnlyList<MimeMessage>> LettersAsync(int count)
    {
        var arrived = Path.Combine(_folder, "mail", "all", "new");
        string[] Files() => System.IO.Directory.Exists(arrived) ? System.IO.Directory.GetFiles(arrived) : [];
        await Until.TrueAsync(() => Files().Length >= count, $"{count} letters have not arrived. {File.ReadAllText(Log)}");
        return [.. Files().Select(f => MimeMessage.Load(f))];
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _desk.Dispose();
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync() is ['2', '2', '0', ..];
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private void Configure(X509Certificate2 certificate)
    {
        // Other users than this one's look into it: postfix and nobody.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var settings = System.IO.Directory.CreateDirectory(Path.Combine(_folder, "etc")).FullName;
        File.WriteAllText(Path.Combine(settings, "chain.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(settings, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {_folder}/spool
            data_directory = {_folder}/data
            maillog_file = {Log}
            maillog_file_prefixes = {_folder}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = relay.example
            mydestination =
            mynetworks =
            alias_maps =
            local_recipient_maps =
            virtual_mailbox_domains = static:all
            virtual_mailbox_maps = static:all/
            virtual_mailbox_base = {_folder}/mail
            virtual_uid_maps = static:{(Environment.UserName == "root" ? "65534" : Run("id", "-u").Trim())}
            virtual_gid_maps = static:65534
            smtpd_tls_chain_files = {settings}/chain.pem
            smtpd_tls_security_level = encrypt
            smtpd_tls_auth_only = yes
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:{_desk.Port}
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject

            """);
        File.WriteAllText(Path.Combine(settings, "master.cf"), $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            virtual unix - n n - - virtual
            proxymap unix - - n - - proxymap
            tlsmgr unix - - n 1000? 1 tlsmgr
            anvil unix - - n - 1 anvil
            error unix - - n - - error
            retry unix - - n - - error
            postlog unix-dgram n - n - 1 postlogd

            """);
    }
}
