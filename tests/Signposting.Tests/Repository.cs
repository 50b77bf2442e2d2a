namespace Signposting.Tests;

/// <summary>Where the files of this repository are.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);
    public static readonly string Content = Path.Combine(Root, "content");
    public static readonly string Translations = Path.Combine(Root, "translations");

    /// <summary>A new folder that nobody else uses.</summary>
    public static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("signposting-").FullName;

    /// <summary>A copy of the content that a test may spoil.</summary>
    public static string CopyOf(string folder)
    {
        var copy = NewFolder();
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Signposting.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
