namespace Signposting.Tests.Languages;

/// <summary>The languages of the site besides English.</summary>
public static class TranslatedInto
{
    public static TheoryData<string> Languages => ["pl", "lt", "ur", "pa", "bn", "hi", "gu"];
}
