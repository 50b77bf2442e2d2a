using System.ComponentModel.DataAnnotations;

namespace Signposting.Listings;

/// <summary>Where the content is (configuration section <c>Content</c>).</summary>
public sealed class ContentOptions
{
    /// <summary>The folder <c>content</c>; a relative path is taken from the program's folder. Default: the one shipped with the program.</summary>
    [Required]
    public string ContentFolder { get; set; } = "content";

    /// <summary>The folder <c>translations</c>, likewise.</summary>
    [Required]
    public string TranslationsFolder { get; set; } = "translations";

    /// <summary>How often the folders are looked at for changes. Default 5 s; from 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LookForChangesEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Makes the folders absolute.</summary>
    /// <param name="root">The folder that relative paths are taken from.</param>
    internal void Root(string root) => (ContentFolder, TranslationsFolder) = (Rooted(ContentFolder, root), Rooted(TranslationsFolder, root));

    /// <summary>An empty path stays empty, so that it is reported, and doesn't become the root itself.</summary>
    private static string Rooted(string path, string root) => path.Length == 0 ? "" : Path.GetFullPath(path, root);
}
