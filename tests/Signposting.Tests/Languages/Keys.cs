using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Directory;
using Signposting.Doors;
using Signposting.Listings;
using Signposting.Referrals;
using Signposting.Routing;

namespace Signposting.Tests.Languages;

/// <summary>The phrases that the source asks for: those that it names, and those that it puts together.</summary>
internal static partial class Keys
{
    /// <summary>
    /// What may follow each beginning that the source puts a name to: <c>T["kind." + Word.Of(...)]</c>. A new family in the source has to be
    /// entered here (see <see cref="Families"/>).
    /// </summary>
    public static readonly IReadOnlyDictionary<string, Func<Catalogue, IEnumerable<string>>> Together = new Dictionary<string, Func<Catalogue, IEnumerable<string>>>
    {
        ["section."] = _ => Words<GuidanceSection>().SelectMany(s => new[] { s + ".door", s + ".summary" }),
        ["theme."] = _ => Words<GuidanceTheme>(),
        ["kind."] = _ => Words<ServiceKind>().SelectMany(k => new[] { k, k + ".explained" }),
        ["phone."] = _ => Words<PhoneKind>(),
        ["phone.cost."] = _ => Words<PhoneCost>().Where(c => c != "unknown"),
        ["service.self-referral."] = _ => Words<SelfReferral>(),
        ["spoken."] = c => c.Services.SelectMany(s => s.Languages).Concat(c.Phrases.Languages.Select(l => l.Code)).Append("bsl").Distinct(),
        ["who."] = _ => ServiceFilter.WhoChoices,
        ["open."] = _ => ["until", "today", "tomorrow", "day"],
        ["find.what."] = c => c.Part<DoorTable>().Needs.Select(n => n.Id),
        ["find.matters."] = _ => Words<Matter>(),
        ["home.promise."] = _ => Listed("Directory/Home.cshtml", "home.promise."),
        ["form.what."] = _ => Listed("Referrals/_Start.cshtml", "form.what."),
        ["problem."] = _ => new[] { "not-found", "not-understood", "too-large", "ours" }.SelectMany(HeadingAndText),
        ["closed."] = _ => new[] { "expired", "broken" }.SelectMany(HeadingAndText),
        ["read."] = _ => new[] { "danger", "child" }.SelectMany(HeadingAndText),
        ["answer."] = _ => Words<ServiceAnswer>().Append("last").SelectMany(a => new[] { a + ".text", a + ".button", a + ".noted" }),
        ["status."] = _ => ["waiting", "delivered", "read", "passed-on", "nobody", "taken", "unanswered", "withdrawn"],
        ["routing.why."] = c => c.Part<RoutingTable>().Reasons,
        ["option.ways."] = _ => Fields.Single(f => f.Name == "ways").Options,
        ["ask."] = _ => Journey.Questions.Select(q => q.Id + ".title"),
        ["field."] = _ => Journey.Questions.Where(q => q.Fields.Count > 1).SelectMany(q => q.Fields).Select(f => f.Name + ".label"),
        ["option."] = _ => Fields.SelectMany(f => f.Options.Select(o => $"{f.Name}.{o}")).Append("area.elsewhere"),
    };

    /// <summary>The same where the source does without when there is none: a hint, a reason, another wording when asked for somebody else.</summary>
    public static IEnumerable<string> Optional(Catalogue catalogue) =>
        Journey.Questions.Select(q => $"ask.{q.Id}.why").Concat(Fields.Select(f => $"field.{f.Name}.hint"))
            .Concat(new[] { "ask.", "field.", "option." }.SelectMany(p => Together[p](catalogue).Select(k => p + k)))
            .SelectMany(k => new[] { k, k + ".other" });

    public static IEnumerable<(string Key, string File)> Named() => Sources().SelectMany(s => Whole().Matches(s.Text).Select(m => (m.Groups["key"].Value, s.File)));

    public static IEnumerable<(string Beginning, string File)> Families() => Sources().SelectMany(s => Beginning().Matches(s.Text).Select(m => (m.Groups["key"].Value, s.File)));

    private static IEnumerable<Field> Fields => Journey.Questions.SelectMany(q => q.Fields);

    private static IEnumerable<(string File, string Text)> Sources() => System.IO.Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "Signposting"), "*.cs*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"))
        .Select(f => (Path.GetRelativePath(Repository.Root, f), File.ReadAllText(f)));

    /// <summary>The words of the list that a view goes through: <c>new[] { "decide", "nobody" }) { ... T["home.promise." + ...</c>.</summary>
    private static IEnumerable<string> Listed(string view, string beginning)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "src", "Signposting", view));
        var list = Regex.Matches(text[..text.IndexOf($"T[\"{beginning}\" +", StringComparison.Ordinal)], @"new\[\] \{([^}]*)\}").Last().Groups[1].Value;
        return Regex.Matches(list, "\"([a-z-]+)\"").Select(m => m.Groups[1].Value);
    }

    private static IEnumerable<string> HeadingAndText(string name) => [name + ".heading", name + ".text"];

    private static IEnumerable<string> Words<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Word.Of);

    [GeneratedRegex("""(?:\bT\[|\breader\[|\bCount\(|\bVariant\(|\bOptional\(|\bPhrases\.Has\(|\bSay\([^,()]+, |\bCount\([^,()]+, |new Slip\([^,]+, |slips\.Add\(new Slip\([^,]+, )"(?<key>[a-z0-9.-]+)"(?=[\],)])""")]
    private static partial Regex Whole();

    [GeneratedRegex("""(?:\bT\[|\breader\[|\bHas\(|\bCount\()"(?<key>[a-z0-9.-]+)" \+|(?:\bVariant\(|\bOptional\(|\bSay\([^,()]+, )\$"(?<key>[a-z-]+\.)\{""")]
    private static partial Regex Beginning();
}
