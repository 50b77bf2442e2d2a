using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Signposting.Outbox;

/// <summary>Carries letters: lease, send, settle, for as long as the site runs.</summary>
internal sealed partial class Courier(LetterBox letters, IPostman postman, OutboxMeter meter, TimeProvider clock, ILogger<Courier> log) : BackgroundService
{
    /// <summary>How many are on their way at once, and how many of them to one destination: a dead mailbox doesn't hold up the others.</summary>
    private const int AtOnce = 8;
    private const int ToOneDestination = 2;

    /// <summary>Longer than an attempt may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AttemptMayTake = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>What is on its way when the site stops has this long to arrive, because a letter that is cut off may have to be sent twice.</summary>
    private static readonly TimeSpan MayFinish = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Surviving(() => letters.ReleaseAllAsync(stoppingToken), stoppingToken);
        var onTheWay = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            onTheWay.RemoveAll(t => t.IsCompleted);
            await ForgetAsync(stoppingToken);
            var taken = await Surviving(() => letters.LeaseAsync(AtOnce - onTheWay.Count, ToOneDestination, Lease, stoppingToken), stoppingToken) ?? [];
            onTheWay.AddRange(taken.Select(envelope => Task.Run(() => Surviving(() => CarryAsync(envelope, stoppingToken), stoppingToken), CancellationToken.None)));
            if (onTheWay.Count >= AtOnce) await Task.WhenAny(onTheWay);
            else if (taken.Count == 0) await letters.WaitAsync(Round, stoppingToken);
        }
        await Task.WhenAll(onTheWay);
        await ForgetAsync(stoppingToken);
    }

    /// <summary>Forgets what was delivered; if somebody's reading keeps it from that, again in the next round.</summary>
    private async Task ForgetAsync(CancellationToken stopping)
    {
        if (!letters.TakeToForget()) return;
        if (!await Surviving(() => letters.ForgetAsync(CancellationToken.None), stopping)) letters.MustForget();
    }

    private async Task<bool> CarryAsync(Leased envelope, CancellationToken stopping)
    {
        var attempt = await AttemptAsync(envelope, stopping);
        if (attempt.Delivery == Delivery.Accepted)
        {
            // Not cancellable: it has left the house, and that must be written down.
            await letters.DeliveredAsync(envelope.Id, CancellationToken.None);
            meter.Delivered(envelope.Destination);
            Delivered(envelope.Id, envelope.Destination, envelope.Tries + 1);
            letters.MustForget();
            letters.Ring();
            return true;
        }
        var wait = Retry.After(envelope.Tries + 1, RandomNumberGenerator.GetInt32(1000) / 1000d);
        await letters.FailedAsync(envelope.Id, attempt.Problem ?? "unknown", attempt.Delivery == Delivery.Unsure, wait, CancellationToken.None);
        meter.Failed(envelope.Destination, attempt.Problem ?? "unknown");
        if (attempt.Delivery == Delivery.Refused) Refused(envelope.Id, envelope.Destination, attempt.Problem, wait);
        else NotDelivered(envelope.Id, envelope.Destination, attempt.Problem, wait);
        return false;
    }

    /// <summary>One attempt. Whatever goes wrong with this letter is written down as its own failure, so that it waits longer each time.</summary>
    private async Task<Attempt> AttemptAsync(Leased letter, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(AttemptMayTake, clock);
        await using var stops = stopping.Register(() => limit.CancelAfter(MayFinish));
        try
        {
            return await postman.DeliverAsync(letters.Open(letter), limit.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new Attempt(Delivery.Unsure, "too slow");
        }
        catch (CryptographicException)
        {
            CannotOpen(letter.Id, letter.Destination);
            return new Attempt(Delivery.NotNow, "unsealing");
        }
#pragma warning disable CA1031 // Whatever it was, it must not be tried again at once and for ever.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // The type only: an exception's message may carry words of a letter.
            return new Attempt(Delivery.Unsure, e.GetType().Name);
        }
    }

    /// <summary>A fault of one letter or of the database must not stop the courier: what is leased comes back when the lease ends.</summary>
    private async Task<T?> Surviving<T>(Func<Task<T>> work, CancellationToken stopping)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return default;
        }
#pragma warning disable CA1031 // Whatever it was, other letters are waiting.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // The type only: an exception's message may carry words of a letter.
            Stumbled(e.GetType().Name);
            await Task.Delay(Round, clock, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return default;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Id} to {Destination} delivered, attempt {Tries}")]
    private partial void Delivered(Guid id, string destination, int tries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letter {Id} to {Destination} not delivered ({Problem}); next try in {Wait}")]
    private partial void NotDelivered(Guid id, string destination, string? problem, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Id} to {Destination} was refused ({Problem}). Check the mailbox of that service and the sign-in; next try in {Wait}")]
    private partial void Refused(Guid id, string destination, string? problem, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Id} to {Destination} can't be unsealed. Restore the key ring (the folder 'keys') that belongs to this database")]
    private partial void CannotOpen(Guid id, string destination);

    [LoggerMessage(Level = LogLevel.Error, Message = "The courier stumbled: {Problem}")]
    private partial void Stumbled(string problem);
}
