namespace Signposting.Referrals;

/// <summary>A field on its page.</summary>
/// <param name="Form">The page.</param>
/// <param name="Field">The field.</param>
/// <param name="Title">Whether it is the whole question, so that its label is the page's heading.</param>
internal sealed record FieldView(FormPage Form, Field Field, bool Title);
