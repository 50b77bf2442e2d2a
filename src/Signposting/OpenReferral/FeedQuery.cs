using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Signposting.OpenReferral;

/// <summary>The parameters of a request, read one by one. Whatever is wrong is said, all of it; parameters that nobody asks for are left alone.</summary>
internal sealed class FeedQuery(IQueryCollection query)
{
    private const int Longest = 200;
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, in sentences; null when nothing is.</summary>
    public string? Problem => _problems.Count == 0 ? null : string.Join(' ', _problems);

    public PageAsked Page() => new(Whole("page", otherwise: 1, most: int.MaxValue), Whole("per_page", otherwise: 50, most: 500));

    public string? Text(string name)
    {
        if (!query.TryGetValue(name, out var values) || values is [] or [null or ""]) return null;
        if (values is [{ Length: <= Longest } text]) return text;
        _problems.Add($"'{name}' should be given once, in {Longest} characters at most.");
        return null;
    }

    public Guid? Id(string name) => Read(name, "a UUID", t => Guid.TryParseExact(t, "D", out var id) ? id : (Guid?)null);

    public decimal? Age(string name) =>
        Read(name, "an age in years", t => decimal.TryParse(t, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var age) ? age : (decimal?)null);

    public TimeOnly? Time(string name) => Read(name, "a time such as 09:00 or 09:00:00", t =>
        TimeOnly.TryParseExact(t, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null);

    public string? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Days.FirstOrDefault(d => d.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } day) return day;
        _problems.Add($"'{name}' should be one of {string.Join(", ", Days)}.");
        return null;
    }

    private int Whole(string name, int otherwise, int most) => Read(name, most == int.MaxValue ? "a whole number from 1 up" : $"a whole number from 1 to {most}", t =>
        int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : (int?)null) ?? otherwise;

    private T? Read<T>(string name, string should, Func<string, T?> read) where T : struct
    {
        if (Text(name) is not { } text) return null;
        var value = read(text);
        if (value is null) _problems.Add($"'{name}' should be {should}.");
        return value;
    }
}
