using Microsoft.Extensions.DependencyInjection;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Tests.Content;

/// <summary>A copy of the content and the translations that a test spoils, and what the check says of it.</summary>
internal sealed class Broken : IDisposable
{
    public string ContentFolder { get; } = Repository.CopyOf(Repository.Content);

    public string TranslationsFolder { get; } = Repository.CopyOf(Repository.Translations);

    /// <summary>The path of a file by its name under <c>content</c>, or under <c>translations</c>.</summary>
    public string PathOf(string file) =>
        file.StartsWith("translations/", StringComparison.Ordinal) ? Path.Combine(TranslationsFolder, file["translations/".Length..]) : Path.Combine(ContentFolder, file);

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    public void Delete(string file) => File.Delete(PathOf(file));

    /// <summary>A document and its translations.</summary>
    public void DeleteInAllLanguages(string file)
    {
        Delete(file);
        var (name, ending) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        foreach (var translation in System.IO.Directory.GetFiles(Path.GetDirectoryName(PathOf(file))!, $"{name}.*{ending}")) File.Delete(translation);
    }

    public void Append(string file, string text) => File.AppendAllText(PathOf(file), text);

    /// <summary>Replaces the first occurrence, which must be there: otherwise the test would prove nothing.</summary>
    public void Replace(string file, string old, string with)
    {
        var text = File.ReadAllText(PathOf(file));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{old}' isn't in {file} any more: choose another slip.");
        File.WriteAllText(PathOf(file), text[..at] + with + text[(at + old.Length)..]);
    }

    /// <summary>Takes every translation of the interface away, so that a slip in the English is the only one.</summary>
    public void OnlyEnglish()
    {
        foreach (var file in System.IO.Directory.GetFiles(TranslationsFolder, "*.po").Where(f => Path.GetFileName(f) != "en.po")) File.Delete(file);
    }

    /// <summary>The line that holds a text, counted from 1.</summary>
    public int LineOf(string file, string text) => Array.FindIndex(File.ReadAllLines(PathOf(file)), l => l.Contains(text, StringComparison.Ordinal)) + 1;

    public void Dispose()
    {
        System.IO.Directory.Delete(ContentFolder, recursive: true);
        System.IO.Directory.Delete(TranslationsFolder, recursive: true);
    }

    /// <summary>What the program says when it is started with this content.</summary>
    public IReadOnlyList<Fault> Faults()
    {
        var faults = new Faults();
        Catalogue.Read(ContentFolder, TranslationsFolder, Parts.Value, faults);
        return faults.Found;
    }

    /// <summary>The parts that the program itself registers: a room that adds a check of its own is in these tests from then on.</summary>
    private static readonly Lazy<IReadOnlyList<CataloguePart>> Parts = new(() =>
    {
        using var site = new Site();
        return [.. site.Services.GetServices<CataloguePart>()];
    });
}
