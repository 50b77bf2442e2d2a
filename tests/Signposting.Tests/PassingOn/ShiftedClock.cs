namespace Signposting.Tests.PassingOn;

/// <summary>A clock that runs like the real one from another day, and that a test puts forward. What waits still waits in real time.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _began = Environment.TickCount64;
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromMilliseconds(Environment.TickCount64 - _began) + _shift;

    public void Advance(TimeSpan by) => _shift += by;
}
