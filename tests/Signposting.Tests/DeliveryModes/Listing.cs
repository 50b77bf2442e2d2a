using Signposting.Tests.Content;

namespace Signposting.Tests.DeliveryModes;

/// <summary>Sets, in a copy of the content, how a service's referrals travel.</summary>
internal static class Listing
{
    public const string Refuge = "services/fenland-refuge.yaml";
    public const string RefugeMailbox = "fenland-refuge@refuge.example";
    public const string Desk = "services/partnership-desk.yaml";
    public const string CodeMailbox = "codes@refuge.example";

    private const string Within = "  answers-within:";

    /// <summary>Adds lines to <c>referrals:</c>.</summary>
    public static void Set(this Broken content, string file, params string[] lines) =>
        content.Replace(file, Within, string.Concat(lines.Select(l => $"  {l}\n")) + Within);

    /// <summary>Encrypted for this certificate.</summary>
    public static void Smime(this Broken content, string file, MailKey key)
    {
        var name = content.Certificate(file, key.Pem);
        content.Set(file, "delivery: smime", $"certificate: {name}");
    }

    /// <summary>Puts a certificate where the listing of that file names it; gives its name.</summary>
    public static string Certificate(this Broken content, string file, string pem)
    {
        var name = Path.GetFileNameWithoutExtension(file) + ".pem";
        System.IO.Directory.CreateDirectory(content.PathOf("certificates"));
        content.Write($"certificates/{name}", pem);
        return name;
    }

    /// <summary>What a site needs to know to use this content.</summary>
    public static (string, string)[] Settings(this Broken content) => [("Content:ContentFolder", content.ContentFolder), ("Content:TranslationsFolder", content.TranslationsFolder)];
}
