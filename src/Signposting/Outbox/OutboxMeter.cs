using System.Diagnostics.Metrics;

namespace Signposting.Outbox;

/// <summary>
/// What the courier does, for an operator who looks for a fault on the machine itself (meter <c>Signposting</c>). A series of small numbers is
/// a diary of who asked for help when: it isn't to be sent anywhere that keeps it, and <c>/health/metrics</c> doesn't show it.
/// </summary>
internal sealed class OutboxMeter
{
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _alarms;

    public OutboxMeter(IMeterFactory meters)
    {
        var meter = meters.Create("Signposting");
        _delivered = meter.CreateCounter<long>("signposting.letters.delivered", "letters", "Letters that a mail server has taken, by service.");
        _failed = meter.CreateCounter<long>("signposting.letters.failed", "attempts", "Attempts that failed, by service and kind of problem.");
        _alarms = meter.CreateCounter<long>("signposting.alarms", "alarms", "Alarms given, by name.");
    }

    /// <param name="destination">Id of the service; nothing finer.</param>
    public void Delivered(string destination) => _delivered.Add(1, KeyValuePair.Create<string, object?>("destination", destination));

    /// <param name="destination">Id of the service.</param>
    /// <param name="problem">Kind of failure, as operators see it.</param>
    public void Failed(string destination, string problem) =>
        _failed.Add(1, KeyValuePair.Create<string, object?>("destination", destination), KeyValuePair.Create<string, object?>("problem", problem));

    public void Alarm(string name) => _alarms.Add(1, KeyValuePair.Create<string, object?>("alarm", name));
}
