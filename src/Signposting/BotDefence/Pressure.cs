using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.BotDefence;

/// <summary>
/// Whether more forms are coming in than people send. It rises at one number of forms in ten minutes and falls at a smaller one, so that
/// it doesn't flicker.
/// </summary>
internal sealed partial class Pressure(IOptions<BotDefenceOptions> options, TimeProvider clock, ILogger<Pressure> log)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);
    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _sent = new();
    private bool _high;

    /// <summary>Whether every browser is asked for work now.</summary>
    public bool High
    {
        get
        {
            lock (_lock) return Look();
        }
    }

    /// <summary>One more form has come in.</summary>
    public void Sent()
    {
        lock (_lock)
        {
            _sent.Enqueue(clock.GetUtcNow());
            Look();
        }
    }

    private bool Look()
    {
        var since = clock.GetUtcNow() - Lately;
        while (_sent.TryPeek(out var first) && first <= since) _sent.Dequeue();
        if (!_high && _sent.Count >= options.Value.AllWorkFrom) Rises(_sent.Count);
        else if (_high && _sent.Count <= options.Value.AllRestFrom) Falls();
        else return _high;
        return _high = !_high;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} forms in ten minutes: browsers are asked for work before they send. Nothing is dropped")]
    private partial void Rises(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Forms come in as usual again: browsers are no longer asked for work")]
    private partial void Falls();
}
