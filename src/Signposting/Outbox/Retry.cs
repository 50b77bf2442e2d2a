namespace Signposting.Outbox;

/// <summary>When to try a letter again: arithmetic, not plumbing.</summary>
internal static class Retry
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan Cap = TimeSpan.FromMinutes(30);

    /// <summary>Doubles from <see cref="First"/> to <see cref="Cap"/>, and for ever goes on at that: a letter is never given up.</summary>
    /// <param name="failures">How often it has failed, from 1.</param>
    /// <param name="jitter">From 0 to 1: spreads letters that failed together over the last quarter of the wait.</param>
    public static TimeSpan After(int failures, double jitter)
    {
        var wait = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return (wait < Cap ? wait : Cap) * (0.75 + 0.25 * jitter);
    }
}
