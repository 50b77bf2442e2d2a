using Microsoft.AspNetCore.Http;
using Signposting.BotDefence;

namespace Signposting.Referrals;

/// <summary>Slows down wrong references from one network, but never shuts it out: others may sit behind the same address.</summary>
internal sealed class Guesses(Networks networks, TimeProvider clock)
{
    private const string Wrong = "guesses";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    /// <summary>Waits a moment, longer with every wrong guess from the same network, up to a few seconds.</summary>
    public Task WrongAsync(HttpContext context, CancellationToken cancel)
    {
        var wrong = networks.Count(context, Wrong);
        var wait = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(wrong - 3, 10)));
        return wrong < 3 ? Task.CompletedTask : Task.Delay(wait < Longest ? wait : Longest, clock, cancel);
    }
}
