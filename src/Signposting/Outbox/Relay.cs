using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Signposting.Outbox;

/// <summary>A mail server: hands messages to it over verified TLS, after signing in. If TLS can't be had, nothing is sent.</summary>
internal sealed class Relay(RelayOptions options)
{
    private static readonly TimeSpan GoodBye = TimeSpan.FromSeconds(2);
    private readonly X509Certificate2Collection? _authorities = Authorities(options.CaFile);

    /// <summary>Tries once. Failures of the way are outcomes, not exceptions.</summary>
    public async Task<Attempt> SendAsync(MimeMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient
        {
            Timeout = (int)options.Timeout.TotalMilliseconds,
            LocalDomain = options.HelloName ?? ((MailboxAddress)message.From[0]).Domain,
            // A relay's revocation server that is down must not hold back a referral; the certificate's name, dates and chain are checked.
            CheckCertificateRevocation = false,
            RequireTLS = false,
        };
        if (_authorities is not null) client.ServerCertificateValidationCallback = IsTrusted;
        var phase = "connect";
        try
        {
            await client.ConnectAsync(options.Host!, options.Port, options.Security == MailSecurity.Tls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, cancel);
            phase = "sign-in";
            await client.AuthenticateAsync(options.User!, options.Password!, cancel);
            phase = "message";
            await client.SendAsync(message, cancel);
            phase = "quit";
            // It is taken. A server that is slow to say good-bye must not keep that from being written down.
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            enough.CancelAfter(GoodBye);
            await client.DisconnectAsync(quit: true, enough.Token);
            return Attempt.Accepted;
        }
        catch (Exception e) when (phase == "quit" || e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return phase == "quit" ? Attempt.Accepted : Judge(e, phase);
        }
    }

    /// <summary>Sorts a failure. An exception that isn't foreseen here counts as "not now": a letter is never dropped for a reason we didn't think of.</summary>
    private static Attempt Judge(Exception failure, string phase) => failure switch
    {
        SmtpCommandException { StatusCode: var code } command when (int)code >= 500 && phase == "message" =>
            new Attempt(Delivery.Refused, $"{Part(command.ErrorCode)} {(int)code}"),
        SmtpCommandException command => new Attempt(Delivery.NotNow, $"{(phase == "message" ? Part(command.ErrorCode) : phase)} {(int)command.StatusCode}"),
        AuthenticationException => new Attempt(Delivery.NotNow, "sign-in refused"),
        SslHandshakeException or System.Security.Authentication.AuthenticationException => new Attempt(Delivery.NotNow, "tls"),
        NotSupportedException when phase == "connect" => new Attempt(Delivery.NotNow, "tls not offered"),
        SocketException or ServiceNotConnectedException => new Attempt(phase == "message" ? Delivery.Unsure : Delivery.NotNow, phase),
        IOException or ProtocolException or OperationCanceledException or TimeoutException =>
            new Attempt(phase == "message" ? Delivery.Unsure : Delivery.NotNow, $"{phase} broken off"),
        _ => new Attempt(phase == "message" ? Delivery.Unsure : Delivery.NotNow, $"{phase} {failure.GetType().Name}"),
    };

    private static string Part(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.RecipientNotAccepted => "recipient",
        SmtpErrorCode.SenderNotAccepted => "sender",
        SmtpErrorCode.MessageNotAccepted => "message",
        _ => "command",
    };

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? offered, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
                // A server's, as without Mail:CaFile: not any that the authority has ever issued in that name.
                ApplicationPolicy = { new Oid("1.3.6.1.5.5.7.3.1") },
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities!);
        foreach (var element in offered?.ChainElements ?? Enumerable.Empty<X509ChainElement>()) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var copy = new X509Certificate2(certificate);
        return chain.Build(copy);
    }

    private static X509Certificate2Collection? Authorities(string? file)
    {
        if (file is null) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }
}
