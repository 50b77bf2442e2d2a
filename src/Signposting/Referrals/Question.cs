namespace Signposting.Referrals;

/// <summary>How a field is answered.</summary>
internal enum FieldKind
{
    /// <summary>One of the options.</summary>
    OneOf,
    /// <summary>Any of the options.</summary>
    AnyOf,
    /// <summary>A line of text.</summary>
    Line,
    /// <summary>Several lines of text.</summary>
    Words,
    /// <summary>A telephone number, from here or abroad.</summary>
    Phone,
    /// <summary>An e-mail address.</summary>
    Email,
}

/// <summary>One field of a question.</summary>
/// <param name="Name">Names its phrases (<c>field.{name}.label</c>, <c>option.{name}.{option}</c>) and its place in the answers.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Options">The words to choose from.</param>
/// <param name="MaxLength">In UTF-16 units.</param>
/// <param name="Asked">Whether it is part of the question, given the answers so far; null for always.</param>
internal sealed record Field(string Name, FieldKind Kind, IReadOnlyList<string> Options, int MaxLength = 0, Func<Answers, bool>? Asked = null)
{
    public static Field OneOf(string name, params IReadOnlyList<string> options) => new(name, FieldKind.OneOf, options);

    public static Field AnyOf(string name, params IReadOnlyList<string> options) => new(name, FieldKind.AnyOf, options);

    public static Field Line(string name, int max) => new(name, FieldKind.Line, [], max);

    public static Field Words(string name, int max) => new(name, FieldKind.Words, [], max);

    public bool Choice => Kind is FieldKind.OneOf or FieldKind.AnyOf;
}

/// <summary>One question, on a page of its own.</summary>
/// <param name="Id">Names its phrases: <c>ask.{id}.title</c>, <c>ask.{id}.why</c>; with <c>.other</c> where it reads otherwise when asked for somebody else.</param>
/// <param name="Fields">What is asked.</param>
/// <param name="Asked">Whether it is asked, given the answers so far; null for always.</param>
internal sealed record Question(string Id, IReadOnlyList<Field> Fields, Func<Answers, bool>? Asked = null)
{
    /// <summary>The one question that can't be skipped: a safe way to reach somebody.</summary>
    public bool Required => Id == "reach";

    public IEnumerable<Field> FieldsFor(Answers answers) => Fields.Where(f => f.Asked?.Invoke(answers) ?? true);
}
