using Signposting.Checking;
using Signposting.Languages;

namespace Signposting.Listings;

/// <summary>What readers see of a service in words: its English, and each translation that stands beside it.</summary>
internal sealed class ServiceWords
{
    /// <summary>How the name of a number's label begins; its digits follow.</summary>
    public const string LabelOf = "label of ";

    private static readonly string[] Names = ["summary", "who", "hours", "how", "text", "bsl"];
    private readonly Dictionary<string, string> _english;
    private readonly Dictionary<string, Dictionary<string, string>> _translations = new(StringComparer.Ordinal);

    private ServiceWords(Dictionary<string, string> english) => _english = english;

    /// <summary>How far each translation can be relied on, by language code.</summary>
    public Dictionary<string, TranslationState> States { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the words of a service.</summary>
    /// <param name="file">Its English file.</param>
    /// <param name="document">Where its translations are.</param>
    /// <param name="folder">The content.</param>
    /// <param name="faults">Where faults go.</param>
    public static ServiceWords Read(YamlMap file, Document document, ContentFolder folder, Faults faults)
    {
        var words = new ServiceWords(Of(file, translation: false, faults));
        var stamp = TranslationState.StampOf(words._english.Values);
        foreach (var (language, path) in document.Translations)
        {
            var translation = YamlMap.ReadFile(folder.Path, path, faults);
            words.States[language] = TranslationState.Read(translation, stamp, faults);
            words._translations[language] = Of(translation, translation: true, faults);
            translation.NothingElse();
        }
        return words;
    }

    /// <summary>A text in all its languages; null when there is no English.</summary>
    public LocalText? this[string name] => _english.TryGetValue(name, out var english) ? new LocalText(InAllLanguages(name, english)) : null;

    /// <summary>The label of a number, by its digits, so that a space more or less doesn't lose it.</summary>
    public static string Label(string number) => LabelOf + number.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The words of one file by their names, in a fixed order.</summary>
    public static Dictionary<string, string> Of(YamlMap file, bool translation, Faults faults)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (file.OptionalText(name) is not { } text) continue;
            ServiceFile.NoNumbersTypedIn(text, file.Where(name), faults);
            words[name] = text;
        }
        foreach (var phone in file.Maps("phones"))
        {
            // The label of a number that isn't shown is for editors alone.
            if (phone.OptionalText("number") is { } number && phone.OptionalText("label") is { } label && (translation || phone.Flag("publish"))) words[Label(number)] = label;
            if (translation) phone.NothingElse();
        }
        return words;
    }

    private Dictionary<string, string> InAllLanguages(string name, string english)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { [Language.English] = english };
        foreach (var (language, words) in _translations)
            if (words.TryGetValue(name, out var text)) texts[language] = text;
        return texts;
    }
}
