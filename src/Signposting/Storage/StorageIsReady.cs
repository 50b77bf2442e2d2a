using Microsoft.Extensions.Hosting;

namespace Signposting.Storage;

/// <summary>
/// Runs before the server listens, because hosted services start in the order of registration: the database is up to date and every key
/// opens, or nothing starts. Then once a day destroys keys that nothing needs any more.
/// </summary>
internal sealed class StorageIsReady(Migrations migrations, KeyRing keys, TimeProvider clock) : BackgroundService, IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await migrations.ApplyAsync(cancellationToken);
        keys.Check();
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do keys.DestroyUnneeded();
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }
}
