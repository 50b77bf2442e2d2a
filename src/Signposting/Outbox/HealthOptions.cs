using System.ComponentModel.DataAnnotations;

namespace Signposting.Outbox;

/// <summary>What monitors may ask, and where (configuration section <c>Health</c>).</summary>
public sealed class HealthOptions
{
    /// <summary>
    /// The only port on which <c>/health/*</c> answers, one of those that the site listens on (<c>--urls "http://127.0.0.1:5000;http://127.0.0.1:5001"</c>),
    /// so that the public door doesn't lead there. Default none: on every port, to be closed at the proxy.
    /// </summary>
    [Range(1, 65535)]
    public int? Port { get; set; }

    /// <summary>How long a letter may wait before <c>/health/ready</c> says no. Default 30 min; from 1 min to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LetterMayWait { get; set; } = TimeSpan.FromMinutes(30);
}
