using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Signposting.Outbox;

namespace Signposting.Referrals;

/// <summary>The test that goes the way of a form (configuration section <c>Synthetic</c>).</summary>
public sealed class SyntheticOptions
{
    /// <summary>The mailbox that receives tests, an operator's own. Without one, no test can be made.</summary>
    [EmailAddress]
    public string? Mailbox { get; set; }

    /// <summary>How long a test may take to be sent, and then to be delivered. Default 10 min; from 5 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan MayTake { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>
/// Forms that are a test of the way, and about nobody. Such a form is begun with a token that only the holder of the site's keys can make,
/// which marks the sealed conversation for good; and it is sent to a receiver that no page offers and no service can be. Each guards
/// against one mistake: a real form can't be taken for a test, and a test can't reach a service.
/// </summary>
internal sealed class Synthetic(IDataProtectionProvider protection, IOptions<SyntheticOptions> options)
{
    /// <summary>Stands in the place of a service's id, and is none: a site that doesn't know this conversation as a test refuses it.</summary>
    public const string Destination = "(synthetic)";

    /// <summary>The field of the form that carries the token.</summary>
    public const string Field = "synthetic";

    /// <summary>After that, nothing of a test is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(2);

    private static readonly TimeSpan TokenLives = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Signposting.Referrals.Synthetic.v1").ToTimeLimitedDataProtector();

    /// <summary>Marks a conversation as a test, if it begins within minutes.</summary>
    public string Token() => Convert.ToHexString(_protector.Protect(Encoding.ASCII.GetBytes(Destination), TokenLives));

    /// <summary>Whether a token is ours and fresh, and there is a mailbox for tests.</summary>
    public bool IsOurs(string? token)
    {
        try
        {
            return options.Value.Mailbox is not null && Encoding.ASCII.GetString(_protector.Unprotect(Convert.FromHexString(token ?? ""))) == Destination;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>To the mailbox for tests, with nothing that was typed.</summary>
    public Sending Sending(DateTimeOffset now) => new(Destination, now + KeptFor, (reference, _) =>
        new Post(new Letter(options.Value.Mailbox!, $"Referral {reference}", $"Referral: {reference}\n\nThis is a test of the way that forms take. It is about nobody. Nothing needs to be done.\n")));
}
