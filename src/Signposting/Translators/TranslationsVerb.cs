using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Translators;

/// <summary>The verb <c>translations</c>, for whoever works with translators.</summary>
public static class TranslationsVerb
{
    /// <summary>Does what the words after <c>translations</c> say.</summary>
    /// <param name="services">The site's.</param>
    /// <param name="words">None, or <c>export</c>, <c>import</c> or <c>stamp</c>, then a language.</param>
    /// <param name="by">The native speaker who approves of what is imported, or null.</param>
    /// <param name="output">What there is to say, or the PO file.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="FormatException">The words aren't understood.</exception>
    /// <exception cref="FaultyContentException">What was to be imported is wrong; nothing was changed.</exception>
    public static int Run(IServiceProvider services, IReadOnlyList<string> words, string? by, TextWriter output)
    {
        var options = services.GetRequiredService<IOptions<ContentOptions>>().Value;
        var languages = services.GetRequiredService<CurrentCatalogue>().Now.Phrases.Languages;
        var verb = new TranslatorWork(
            new TranslatorTexts(options.ContentFolder, options.TranslationsFolder), languages, England.Day(services.GetRequiredService<TimeProvider>().GetUtcNow()));
        switch (words)
        {
            case []: verb.Coverage(output); break;
            case ["export", var language]: verb.Export(language, @unchecked: false, output); break;
            case ["export", var language, "all"]: verb.Export(language, @unchecked: true, output); break;
            case ["import", var language, var file]: verb.Import(language, Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFileName(file), by, output); break;
            case ["stamp", var language]: verb.Stamp(language, output); break;
            default: throw new FormatException("Say: translations, translations export pl, translations export pl all, translations import pl FILE [--by \"A. Name\"], or translations stamp pl.");
        }
        return 0;
    }
}
