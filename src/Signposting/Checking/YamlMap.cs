using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Signposting.Checking;

/// <summary>
/// One mapping of a YAML file, read field by field. Whatever is missing, misspelt or of the wrong form is recorded as a
/// <see cref="Fault"/> with its line, and reading goes on with a harmless value.
/// </summary>
public sealed class YamlMap
{
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Faults _faults;
    private readonly int _lineOffset;

    private YamlMap(YamlMappingNode? node, Place at, Faults faults, int lineOffset)
    {
        (At, _faults, _lineOffset) = (at, faults, lineOffset);
        foreach (var (key, value) in node?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
            _fields[key is YamlScalarNode { Value: { } name } ? name : key.ToString()] = (key, value);
    }

    /// <summary>Where this mapping begins.</summary>
    public Place At { get; }

    /// <summary>The names of the fields, as written.</summary>
    public IEnumerable<string> Keys => _fields.Keys;

    /// <summary>Reads a whole YAML file that holds one mapping.</summary>
    public static YamlMap ReadFile(string folder, string path, Faults faults)
    {
        if (File.Exists(Path.Combine(folder, path)))
        {
            var text = File.ReadAllText(Path.Combine(folder, path));
            faults.AddHiddenSigns(text.Split('\n'), path);
            return Parse(text, path, faults);
        }
        faults.Add(new Place(path, 0), "This file is missing. Restore it.");
        return new YamlMap(null, new Place(path, 0), faults, 0);
    }

    /// <summary>Reads one mapping from a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">The name under which faults are reported.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="lineOffset">Lines of the file that stand before the text (front matter).</param>
    public static YamlMap Parse(string yaml, string file, Faults faults, int lineOffset = 0)
    {
        var at = new Place(file, 1 + lineOffset);
        var scanner = new Scanner(new StringReader(yaml));
        try
        {
            var stream = new YamlStream();
            stream.Load(new Parser(scanner));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new YamlMap(root, at, faults, lineOffset);
            faults.Add(at, "The file should hold fields, each as 'name: value'.");
        }
        catch (YamlException e)
        {
            Unreadable((int)e.Start.Line, e.InnerException?.Message ?? e.Message);
        }
        catch (InvalidOperationException e)
        {
            // What the scanner throws in a list whose bracket is never closed.
            Unreadable((int)scanner.CurrentPosition.Line, e.Message);
        }
        return new YamlMap(null, at, faults, lineOffset);

        void Unreadable(int line, string why) => faults.AddUnreadable(new Place(file, line + lineOffset),
            $"This isn't readable as YAML ({why}) Check the indentation and the brackets, and put a text that contains ': ' or begins with a sign in quotes.");
    }

    /// <summary>Where a field stands, or where the mapping begins if it is missing.</summary>
    public Place Where(string name) => _fields.TryGetValue(name, out var field) ? Here(field.Key) : At;

    /// <summary>Whether the field is there and has a value.</summary>
    public bool Has(string name) => _fields.TryGetValue(name, out var f) && f.Value is not YamlScalarNode { Value: null or "" };

    /// <summary>A text that must be there.</summary>
    public string Text(string name)
    {
        var text = OptionalText(name);
        if (text is null) _faults.Add(Where(name), $"'{name}' is missing. Add '{name}: ...'.");
        return text ?? "";
    }

    /// <summary>A text, or null when the field is missing or empty. Runs of white space become one space.</summary>
    public string? OptionalText(string name)
    {
        if (!Take(name, out var value)) return null;
        if (value is YamlScalarNode scalar) return OneLine.Of(scalar.Value ?? "") is { Length: > 0 } text ? text : null;
        _faults.Add(Here(value), $"'{name}' should be one text.");
        return null;
    }

    /// <summary>A whole number from <paramref name="min"/> up, that must be there.</summary>
    public int Number(string name, int min = 0)
    {
        var number = OptionalNumber(name, min);
        if (number is null && !Has(name)) _faults.Add(Where(name), $"'{name}' is missing. Add '{name}: ' and a whole number.");
        return number ?? min;
    }

    /// <summary>A whole number from <paramref name="min"/> up, or null when the field is missing.</summary>
    public int? OptionalNumber(string name, int min = 0)
    {
        if (OptionalText(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min) return number;
        _faults.Add(Where(name), $"'{name}' should be a whole number from {min} up, not '{text}'.");
        return null;
    }

    /// <summary>true or false; false when the field is missing, unless said otherwise.</summary>
    public bool Flag(string name, bool otherwise = false)
    {
        switch (OptionalText(name))
        {
            case null: return otherwise;
            case "true" or "yes": return true;
            case "false" or "no": return false;
            case { } text:
                _faults.Add(Where(name), $"'{name}' should be true or false, not '{text}'.");
                return otherwise;
        }
    }

    /// <summary>A date written 2026-11-23, or null when the field is missing.</summary>
    public DateOnly? OptionalDate(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        _faults.Add(Where(name), $"'{name}' should be a date such as 2026-11-23, not '{text}'.");
        return null;
    }

    /// <summary>A date that must be there.</summary>
    public DateOnly Date(string name)
    {
        var date = OptionalDate(name);
        if (date is null && !Has(name)) _faults.Add(Where(name), $"'{name}' is missing. Add '{name}: ' and a date such as 2026-11-23.");
        return date ?? DateOnly.MinValue;
    }

    /// <summary>One word of a fixed list: an enum whose member NotYetSure is written not-yet-sure.</summary>
    public T OneOf<T>(string name, T? otherwise = null) where T : struct, Enum
    {
        var text = OptionalText(name);
        if (text is null && otherwise is { } given) return given;
        if (text is not null && Word.TryParse<T>(text, out var value)) return value;
        _faults.Add(Where(name), $"'{name}' should be one of {Word.All<T>()}{(text is null ? ", and is missing" : $", not '{text}'")}.");
        return otherwise ?? default;
    }

    /// <summary>A list of words of a fixed list; empty when the field is missing.</summary>
    public IReadOnlyList<T> AnyOf<T>(string name) where T : struct, Enum
    {
        var values = new List<T>();
        foreach (var text in Texts(name))
        {
            if (Word.TryParse<T>(text, out var value)) values.Add(value);
            else _faults.Add(Where(name), $"'{text}' in '{name}' isn't known. Use any of {Word.All<T>()}.");
        }
        return values;
    }

    /// <summary>A list of texts, also when one text stands there alone; empty when the field is missing.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!Take(name, out var value)) return [];
        if (value is YamlScalarNode { Value: { Length: > 0 } single }) return [single];
        if (value is YamlSequenceNode list && list.Children.All(c => c is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Children.Select(c => ((YamlScalarNode)c).Value!)];
        if (value is not YamlScalarNode) _faults.Add(Here(value), $"'{name}' should be a list of texts: [one, two].");
        return [];
    }

    /// <summary>A mapping inside this one, or null when the field is missing.</summary>
    public YamlMap? OptionalMap(string name)
    {
        if (!Take(name, out var value)) return null;
        if (value is YamlMappingNode map) return new YamlMap(map, Here(value), _faults, _lineOffset);
        _faults.Add(Here(value), $"'{name}' should hold fields of its own: {{ ... }}.");
        return null;
    }

    /// <summary>A list of mappings; empty when the field is missing. An entry that is a bare text becomes <c>name: text</c>.</summary>
    public IReadOnlyList<YamlMap> Maps(string name)
    {
        if (!Take(name, out var value)) return [];
        if (value is not YamlSequenceNode list)
        {
            _faults.Add(Here(value), $"'{name}' should be a list, each entry on a line of its own that begins with '- '.");
            return [];
        }
        return [.. list.Children.Select(c => new YamlMap(
            c as YamlMappingNode ?? new YamlMappingNode(new YamlScalarNode("name"), c), Here(c), _faults, _lineOffset))];
    }

    /// <summary>Records a fault for every field that nobody asked for: usually a slip of the key.</summary>
    public void NothingElse()
    {
        foreach (var name in _fields.Keys.Except(_read))
            _faults.Add(Where(name), $"'{name}' isn't a known field here. Known are: {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
    }

    private bool Take(string name, out YamlNode value)
    {
        _read.Add(name);
        var there = _fields.TryGetValue(name, out var field);
        value = field.Value;
        return there;
    }

    private Place Here(YamlNode node) => new(At.File, (int)node.Start.Line + _lineOffset);
}
