using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Signposting.Tests;

namespace Signposting.BrowserTests.Firefox;

/// <summary>Sites that somebody who leaves arrives at: two that answer and keep a log, one that refuses, one that never answers.</summary>
internal sealed class EverydaySites : IAsyncDisposable
{
    /// <summary>What each of them says.</summary>
    public const string Say = "It will be sunny at the weekend.";

    private readonly WebApplication _first;
    private readonly WebApplication _second;
    private readonly Socket _refusing = Bound();
    private readonly Socket _silent = Bound();
    private readonly ConcurrentQueue<(string Address, IHeaderDictionary Headers)> _asked = [];
    private readonly List<string> _folders = [];

    private EverydaySites()
    {
        _first = Serve();
        _second = Serve();
        _silent.Listen();
    }

    /// <summary>At <c>/notes</c> one can type what its page doesn't keep from being remembered.</summary>
    public string First => Address(_first);

    public string Second => Address(_second);

    /// <summary>Nobody listens there.</summary>
    public string Refusing => Address(_refusing);

    /// <summary>Takes a connection and says nothing.</summary>
    public string Silent => Address(_silent);

    /// <summary>Every request that came, in order, with its headers.</summary>
    public IReadOnlyCollection<(string Address, IHeaderDictionary Headers)> Asked => _asked;

    public static async Task<EverydaySites> OpenAsync()
    {
        var sites = new EverydaySites();
        await sites._first.StartAsync();
        await sites._second.StartAsync();
        return sites;
    }

    /// <summary>
    /// A copy of the content that sends readers here: of English to the first, of Polish to the one that refuses, of Urdu to the second,
    /// each with another of those that answer to fall back on. It goes with this.
    /// </summary>
    /// <param name="english">In place of the first.</param>
    public string ContentThatLeadsHere(string? english = null)
    {
        var content = Repository.CopyOf(Repository.Content);
        _folders.Add(content);
        var file = Path.Combine(content, "neutral-sites.yaml");
        File.WriteAllLines(file, File.ReadAllLines(file).Select(line => line.Split(':')[0] switch
        {
            "en" => $"en: [\"{english ?? First}\", \"{Second}\"]",
            "pl" => $"pl: [\"{Refusing}\", \"{Second}\"]",
            "ur" => $"ur: [\"{Second}\", \"{First}\"]",
            _ => line,
        }));
        return content;
    }

    private WebApplication Serve()
    {
        // Empty: without settings, no file is watched for them.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(Certificate())));
        var site = builder.Build();
        site.Run(context =>
        {
            _asked.Enqueue(($"https://{context.Request.Host}{context.Request.Path}", context.Request.Headers));
            context.Response.ContentType = "text/html; charset=utf-8";
            var body = context.Request.Path == "/notes" ? "<textarea id=notes></textarea>" : $"<p id=elsewhere>{Say}</p>";
            return context.Response.WriteAsync($"<!doctype html><html lang=en><title>Weather</title><link rel=icon href=data:,>{body}</html>");
        });
        return site;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static string Address(WebApplication site) => new Uri(site.Urls.Single()).AbsoluteUri;

    private static string Address(Socket socket) => $"https://{socket.LocalEndPoint}/";

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _refusing.Dispose();
        _silent.Dispose();
        foreach (var folder in _folders) System.IO.Directory.Delete(folder, recursive: true);
    }
}
