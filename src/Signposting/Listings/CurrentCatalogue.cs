using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signposting.Checking;

namespace Signposting.Listings;

/// <summary>
/// The catalogue that is served now. It is read and checked before the first request, and again when a file changes; a faulty
/// change is logged and the last good catalogue stays.
/// </summary>
public sealed partial class CurrentCatalogue : BackgroundService
{
    private readonly ContentOptions _options;
    private readonly IReadOnlyList<CataloguePart> _parts;
    private readonly TimeProvider _clock;
    private readonly ILogger<CurrentCatalogue> _log;
    private volatile Catalogue _now;
    private string _stamp;

    /// <summary>Reads the content.</summary>
    /// <exception cref="FaultyContentException">Something is wrong with it.</exception>
    public CurrentCatalogue(IOptions<ContentOptions> options, IEnumerable<CataloguePart> parts, TimeProvider clock, ILogger<CurrentCatalogue> log)
    {
        (_options, _parts, _clock, _log) = (options.Value, [.. parts], clock, log);
        _stamp = Stamp();
        _now = Read();
    }

    /// <summary>The catalogue to answer the present request from. Take it once a request.</summary>
    public Catalogue Now => _now;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.LookForChangesEvery, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Refresh();
    }

    /// <summary>Takes up changed files, if there are any and all is well.</summary>
    internal void Refresh()
    {
        try
        {
            var stamp = Stamp();
            if (stamp == _stamp) return;
            _stamp = stamp;
            _now = Read();
            TookUp();
        }
        catch (FaultyContentException e)
        {
            foreach (var fault in e.Faults) KeptTheOld(fault);
        }
#pragma warning disable CA1031 // Whatever a file holds, it must not end a site that runs.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Somebody is still copying files, or a parser met what it wasn't made for: look again next time.
            _stamp = "";
            Unreadable(e.GetType().Name);
        }
    }

    private Catalogue Read()
    {
        var faults = new Faults();
        if (!System.IO.Directory.Exists(_options.ContentFolder) || !System.IO.Directory.Exists(_options.TranslationsFolder))
        {
            faults.Add(new Place(_options.ContentFolder, 0),
                $"The content folder or the translations folder ({_options.TranslationsFolder}) doesn't exist. Set Content:ContentFolder and Content:TranslationsFolder.");
            throw new FaultyContentException(faults.Found);
        }
        var catalogue = Catalogue.Read(_options.ContentFolder, _options.TranslationsFolder, _parts, faults);
        return faults.None ? catalogue : throw new FaultyContentException(faults.Found);
    }

    /// <summary>Changes whenever a file is added, removed, renamed or written, also when what is copied into its place is older.</summary>
    private string Stamp()
    {
        var files = new[] { _options.ContentFolder, _options.TranslationsFolder }.Where(System.IO.Directory.Exists)
            .SelectMany(f => new DirectoryInfo(f).EnumerateFiles("*", SearchOption.AllDirectories)).ToList();
        return string.Join('\n', files.Select(f => $"{f.FullName} {f.LastWriteTimeUtc.Ticks} {f.Length}").Order(StringComparer.Ordinal));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The content changed and was taken up")]
    private partial void TookUp();

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed content is faulty and was not taken up: {Fault}")]
    private partial void KeptTheOld(Fault fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed content can't be read yet: {Problem}")]
    private partial void Unreadable(string problem);
}
