using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Signposting.Referrals;

/// <summary>Something to put right in a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Phrase">Names the phrase that says how.</param>
/// <param name="Max">Fills <c>{max}</c>.</param>
internal sealed record Slip(string Field, string Phrase, int Max = 0);

/// <summary>A form that no page of ours could have sent.</summary>
internal sealed class NotOurFormException : Exception;

/// <summary>What was typed, understood.</summary>
/// <param name="Answers">The answers with those of this question.</param>
/// <param name="Slips">What is to be put right; then the answers aren't used.</param>
internal sealed record Understood(Answers Answers, IReadOnlyList<Slip> Slips);

/// <summary>Understands what was typed into a question. Whatever is wrong is said kindly and all at once; nothing typed is thrown away.</summary>
internal static partial class Reading
{
    /// <param name="question">The question.</param>
    /// <param name="form">What was posted.</param>
    /// <param name="before">The answers so far.</param>
    /// <param name="options">The options of a field, those that come from the content included.</param>
    /// <exception cref="NotOurFormException">An option was posted that doesn't exist.</exception>
    public static Understood Read(Question question, IFormCollection form, Answers before, Func<Field, IReadOnlyList<string>> options)
    {
        var slips = new List<Slip>();
        var answers = before;
        foreach (var field in question.FieldsFor(before))
        {
            var values = Values(field, form, options(field), slips);
            answers = answers.With(field.Name, values);
        }
        if (question.Required) CheckReach(answers, slips);
        // In the order of the page, so that whoever follows the list from the top goes down it.
        return new Understood(answers, [.. question.Fields.Join(slips, f => f.Name, s => s.Field, (_, slip) => slip)]);
    }

    private static ImmutableArray<string> Values(Field field, IFormCollection form, IReadOnlyList<string> options, List<Slip> slips)
    {
        var typed = form[field.Name];
        if (field.Choice)
        {
            var chosen = typed.OfType<string>().Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).ToImmutableArray();
            if (chosen.Any(c => !options.Contains(c)) || (field.Kind == FieldKind.OneOf && chosen.Length > 1)) throw new NotOurFormException();
            return chosen;
        }
        var text = Clean(typed.ToString(), lines: field.Kind == FieldKind.Words);
        if (text.Length > field.MaxLength) slips.Add(new Slip(field.Name, "error.too-long", field.MaxLength));
        else if (text.Length > 0 && field.Kind == FieldKind.Phone && !IsPhone(text)) slips.Add(new Slip(field.Name, "error.phone"));
        else if (text.Length > 0 && field.Kind == FieldKind.Email && !IsEmail(text)) slips.Add(new Slip(field.Name, "error.email"));
        return text.Length == 0 ? [] : [text];
    }

    /// <summary>At least one way, and for each way what it needs.</summary>
    private static void CheckReach(Answers answers, List<Slip> slips)
    {
        bool Missing(string field) => answers.One(field) is null && slips.All(s => s.Field != field);
        if (answers.All("ways").IsEmpty) slips.Insert(0, new Slip("ways", "error.ways"));
        if (answers.IsAny("ways", "call", "text") && Missing("phone")) slips.Add(new Slip("phone", "error.phone"));
        if (answers.Is("ways", "email") && Missing("email")) slips.Add(new Slip("email", "error.email"));
        if (answers.Is("ways", "other") && Missing("other-way")) slips.Add(new Slip("other-way", "error.other-way"));
    }

    /// <summary>Without control characters, which could disturb a letter's layout; text and emoji of every script stay as typed.</summary>
    internal static string Clean(string typed, bool lines)
    {
        var clean = new StringBuilder(typed.Length);
        foreach (var c in typed.ReplaceLineEndings("\n"))
        {
            if (c == '\n') clean.Append(lines ? '\n' : ' ');
            else if (c == '\t') clean.Append(' ');
            else if (!char.IsControl(c) && !TurnsText(c)) clean.Append(c);
        }
        return clean.ToString().Trim();
    }

    /// <summary>Embeddings, overrides and isolates (Unicode UAX 9), with which a text could make the letter around it read otherwise than it is.</summary>
    private static bool TurnsText(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsPhone(string text) => Phone().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 7 and <= 15;

    private static bool IsEmail(string text) => Email().IsMatch(text) && MimeKit.MailboxAddress.TryParse(text, out _);

    [GeneratedRegex(@"^\+?[\d\s().\-/]+$")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$")]
    private static partial Regex Email();
}
