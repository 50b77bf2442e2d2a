using System.Buffers;

namespace Signposting.Checking;

/// <summary>Something wrong in a file that people edit: where it is, what is wrong, and what to do about it.</summary>
/// <param name="File">Path of the file, relative to the folder that was checked.</param>
/// <param name="Line">Line, counted from 1; 0 when the fault is of the file as a whole.</param>
/// <param name="Message">What is wrong and what to do, in plain English for an editor or operator.</param>
public sealed record Fault(string File, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}

/// <summary>The faults found so far. Loading goes on after a fault, so that an editor sees all of them at once.</summary>
public sealed class Faults
{
    private static readonly SearchValues<char> Turning = SearchValues.Create("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    private readonly List<Fault> _found = [];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>Every fault found, by file and line.</summary>
    public IReadOnlyList<Fault> Found =>
        [.. _found.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)];

    /// <summary>Whether nothing is wrong.</summary>
    public bool None => _found.Count == 0;

    /// <summary>Records a fault.</summary>
    public void Add(Place place, string message)
    {
        if (!_unreadable.Contains(place.File)) _found.Add(new Fault(place.File, place.Line, message));
    }

    /// <summary>
    /// Records every line that doesn't read as it is written: with a sign that turns text around it (Unicode UAX 9: embeddings, overrides,
    /// isolates), or one that stands for a letter of another encoding.
    /// </summary>
    public void AddHiddenSigns(IEnumerable<string> lines, string file)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.AsSpan().ContainsAny(Turning))
                Add(new Place(file, number), $"There is an invisible sign in this line that turns the order of letters around (after '{line.Trim()[..Math.Min(20, line.Trim().Length)]}'). Delete the line and type it anew.");
            if (line.Contains('\ufffd', StringComparison.Ordinal))
                Add(new Place(file, number), "A letter in this line can't be read: the file was saved in an old encoding. Save it as UTF-8 and look at its letters.");
        }
    }

    /// <summary>Records that a file can't be read at all. What seems to be missing in it then is no fault of its own, and isn't recorded.</summary>
    public void AddUnreadable(Place place, string message)
    {
        Add(place, message);
        _unreadable.Add(place.File);
    }
}

/// <summary>A place in a file, kept with what was read from it so that a later check can name it.</summary>
/// <param name="File">Path of the file, relative to the folder that was checked.</param>
/// <param name="Line">Line, counted from 1; 0 for the file as a whole.</param>
public readonly record struct Place(string File, int Line);

/// <summary>Content or configuration that the site can't be started with. The message lists every fault.</summary>
public sealed class FaultyContentException(IReadOnlyList<Fault> faults)
    : Exception($"{faults.Count} fault(s) in the content:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Fault> Faults { get; } = faults;
}
