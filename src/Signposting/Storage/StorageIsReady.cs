using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.Storage;

/// <summary>
/// Runs before the server listens, because hosted services start in the order of registration: the database is up to date and every key
/// opens, or nothing starts. Then once a day destroys keys that nothing needs any more.
/// </summary>
internal sealed partial class StorageIsReady(Migrations migrations, KeyRing keys, Marks marks, IOptions<StorageOptions> options, TimeProvider clock, ILogger<StorageIsReady> log) : BackgroundService, IHostedLifecycleService
{
    /// <summary>Result codes of SQLite.</summary>
    private const int ReadOnly = 8, Full = 13, CannotOpen = 14;

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await migrations.ApplyAsync(cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is ReadOnly or CannotOpen or Full)
        {
            throw new InvalidOperationException($"The database in '{options.Value.Folder}' can't be written ({e.Message}). Check the disk and whose the folder is; nothing was started.");
        }
        keys.Check();
        if (await marks.CopiedAtAsync(cancellationToken) is { } copied)
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"This database is a backup of {copied.UtcDateTime:d MMMM yyyy, HH:mm} UTC. Say '-- restored' to see what would be sent again, then '-- restored deliver'; nothing was started."));
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do DestroyUnneededKeys();
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>A database that is away for a moment must not end the site: tomorrow is early enough.</summary>
    private void DestroyUnneededKeys()
    {
        try
        {
            keys.DestroyUnneeded();
        }
#pragma warning disable CA1031 // Whatever it was, the site goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotDestroyed(e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Keys that nothing needs any more could not be destroyed ({Problem}); tried again tomorrow")]
    private partial void NotDestroyed(string problem);
}
