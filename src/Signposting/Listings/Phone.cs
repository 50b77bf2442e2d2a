using System.Text.RegularExpressions;
using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>What one does with a number.</summary>
public enum PhoneKind
{
    /// <summary>Call and speak.</summary>
    Voice,
    /// <summary>Send a text message.</summary>
    Text,
    /// <summary>Call with a textphone.</summary>
    Textphone,
}

/// <summary>What a call costs from the United Kingdom.</summary>
public enum PhoneCost
{
    /// <summary>Nothing, from landlines and mobiles.</summary>
    Free,
    /// <summary>As a normal call (01, 02, 03): in most bundles.</summary>
    Standard,
    /// <summary>An access and a service charge (08x other than 080).</summary>
    Premium,
    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>A number, and where we have it from.</summary>
/// <param name="Number">As it is written for readers: <c>0800 5999 247</c>.</param>
/// <param name="Label">What it is for where the name of the service doesn't say it, or null.</param>
/// <param name="Kind">What one does with it.</param>
/// <param name="Cost">What a call costs.</param>
/// <param name="Relay">Whether Relay UK works with it (18001, then the number).</param>
/// <param name="Publish">Whether it may be shown to anybody.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Checked">When.</param>
public sealed partial record Phone(
    string Number, LocalText? Label, PhoneKind Kind, PhoneCost Cost, bool Relay, bool Publish, Confidence Confidence, string Source, DateOnly Checked)
{
    /// <summary>The digits alone, for <c>tel:</c> and <c>sms:</c> (RFC 3966, local numbers as dialled here).</summary>
    public string Digits => Number.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The address that a tap opens.</summary>
    public string Address => (Kind == PhoneKind.Text ? "sms:" : "tel:") + Digits;

    internal static Phone Read(YamlMap entry, ServiceWords words, Faults faults)
    {
        var number = entry.Text("number");
        _ = (entry.OptionalText("label"), entry.OptionalText("note"));
        var phone = new Phone(
            number, words[ServiceWords.Label(number)], entry.OneOf<PhoneKind>("kind", PhoneKind.Voice), entry.OneOf<PhoneCost>("cost"),
            entry.Flag("relay"), entry.Flag("publish"), entry.OneOf<Confidence>("confidence"), entry.Text("source"), entry.Date("checked"));
        if (!entry.Has("publish")) faults.Add(entry.At, "Say whether the number may be shown: 'publish: true' or 'publish: false'.");
        if (!IsDialable(phone.Digits))
            faults.Add(entry.Where("number"), $"'{phone.Number}' isn't a number that can be dialled in the United Kingdom. Write digits and single spaces: 0800 5999 247.");
        if (phone is { Publish: true, Confidence: Confidence.Low })
            faults.Add(entry.Where("publish"), $"'{phone.Number}' is of low confidence and must not be shown. Confirm it and raise its confidence, or set 'publish: false'.");
        if (phone.Cost == PhoneCost.Free && FreeToCall().IsMatch(phone.Digits) is false)
            faults.Add(entry.Where("cost"), $"'{phone.Number}' isn't free to call: only 080, 116 and three-digit numbers are. Use 'standard'.");
        entry.NothingElse();
        return phone;
    }

    /// <summary>
    /// Three digits (999), 116 numbers, five-digit short codes, or as many digits as a number of its beginning has (Ofcom's numbering plan):
    /// a digit too few or too many is the slip that nobody sees.
    /// </summary>
    private static bool IsDialable(string digits) => Dialable().IsMatch(digits);

    [GeneratedRegex(@"^(1\d\d|999|112|116\d{3}|1800[012]|\d{5}|0800\d{4}|0800\d{6,7}|01\d{8,9}|0[23579]\d{9}|080[1-9]\d{7}|08[1-9]\d{8})$")]
    private static partial Regex Dialable();

    [GeneratedRegex(@"^(080|116|111|101|999|112|1800|\d{5}$)")]
    private static partial Regex FreeToCall();
}
