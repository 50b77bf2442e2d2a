using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Signposting.BotDefence;

/// <summary>
/// Google reCAPTCHA, off unless keys are set (configuration section <c>BotDefence:Recaptcha</c>). With both pairs of keys, v3 comes
/// first, and whoever it scores low is offered the box of v2.
/// </summary>
public sealed class RecaptchaOptions : IValidatableObject
{
    /// <summary>Site key of reCAPTCHA v3, or empty.</summary>
    public string V3SiteKey { get; set; } = "";

    /// <summary>Its secret.</summary>
    public string V3Secret { get; set; } = "";

    /// <summary>Site key of reCAPTCHA v2 ("I'm not a robot"), or empty.</summary>
    public string V2SiteKey { get; set; } = "";

    /// <summary>Its secret.</summary>
    public string V2Secret { get; set; } = "";

    /// <summary>The host name of the site as the public types it: a check made on any other doesn't count. Required with keys.</summary>
    public string HostName { get; set; } = "";

    /// <summary>The lowest score of v3 that passes. Default 0.5, Google's own suggestion; from 0 (a program) to 1 (a person).</summary>
    [Range(0.0, 1.0)]
    public double LowestScore { get; set; } = 0.5;

    /// <summary>Where results are verified. Default Google's documented address.</summary>
    [Required]
    [SuppressMessage("Design", "CA1056", Justification = "Checked below, with a message that names the setting.")]
    public string VerifyAddress { get; set; } = "https://www.google.com/recaptcha/api/siteverify";

    internal bool On => V3SiteKey.Length > 0 || V2SiteKey.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (V3SiteKey.Length == 0 != (V3Secret.Length == 0)) yield return new ValidationResult("BotDefence:Recaptcha:V3SiteKey and V3Secret belong together: set both or neither.");
        if (V2SiteKey.Length == 0 != (V2Secret.Length == 0)) yield return new ValidationResult("BotDefence:Recaptcha:V2SiteKey and V2Secret belong together: set both or neither.");
        if (On && Uri.CheckHostName(HostName) == UriHostNameType.Unknown)
            yield return new ValidationResult($"BotDefence:Recaptcha:HostName should be the host name of the site, such as www.site.example, not '{HostName}'.");
        if (!Uri.TryCreate(VerifyAddress, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            yield return new ValidationResult($"BotDefence:Recaptcha:VerifyAddress should be an https address, not '{VerifyAddress}': secrets are sent to it.");
    }
}
