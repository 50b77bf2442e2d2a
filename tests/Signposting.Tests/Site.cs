using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Signposting.Tests;

/// <summary>The whole site as it is shipped, with a data folder of its own and mail that goes to a folder.</summary>
public class Site : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> _settings;
    private readonly TimeProvider? _clock;

    public Site() : this(null)
    {
    }

    /// <param name="settings">Configuration in place of the defaults: <c>("Mail:Transport", "Smtp")</c>.</param>
    /// <param name="clock">A clock that the test moves, or null for the real one.</param>
    internal Site(IEnumerable<(string Key, string Value)>? settings, TimeProvider? clock = null)
    {
        Data = Repository.NewFolder();
        _clock = clock;
        _settings = new Dictionary<string, string>
        {
            ["Content:ContentFolder"] = Repository.Content,
            ["Content:TranslationsFolder"] = Repository.Translations,
            ["Storage:Folder"] = Data,
            ["Mail:Folder"] = Path.Combine(Data, "mail"),
        };
        foreach (var (key, value) in Automated.Allowed) _settings[key] = value;
        foreach (var (key, value) in settings ?? []) _settings[key] = value;
    }

    /// <summary>The folder of the database, the keys and the mail.</summary>
    public string Data { get; }

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    /// <summary>The letters that have been delivered into the folder, waiting up to <paramref name="atMost"/> for the given number.</summary>
    public async Task<IReadOnlyList<MimeKit.MimeMessage>> LettersAsync(int count = 1, TimeSpan? atMost = null)
    {
        var folder = Path.Combine(Data, "mail");
        var until = Environment.TickCount64 + (long)(atMost ?? TimeSpan.FromSeconds(20)).TotalMilliseconds;
        while (Environment.TickCount64 < until && (!System.IO.Directory.Exists(folder) || System.IO.Directory.GetFiles(folder, "*.eml").Length < count))
            await Task.Delay(50);
        return [.. System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, "*.eml").Select(f => MimeKit.MimeMessage.Load(f)) : []];
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (System.IO.Directory.Exists(Data)) System.IO.Directory.Delete(Data, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        if (_clock is not null) builder.ConfigureServices(services => services.AddSingleton(_clock));
    }
}
