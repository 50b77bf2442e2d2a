namespace Signposting.Tests;

/// <summary>An assertion that a list is empty, and that shows what is in it whole: a list cut short doesn't say where to look.</summary>
internal static class None
{
    public static void Of<T>(IEnumerable<T> wrong)
    {
        var all = wrong.ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count}:{Environment.NewLine}{string.Join(Environment.NewLine, all.Take(25))}");
    }
}
