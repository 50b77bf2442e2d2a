namespace Signposting.Benchmarks;

/// <summary>Many measurements of one thing.</summary>
internal sealed class Figures
{
    private readonly List<double> _all = [];

    public int Count => _all.Count;

    public double Min => _all.Min();

    public double Max => _all.Max();

    /// <summary>Half are below.</summary>
    public double Median => At(0.5);

    /// <summary>The share <paramref name="share"/> (0 to 1) are below.</summary>
    public double At(double share)
    {
        var sorted = _all.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }

    /// <summary>How many are no greater.</summary>
    public int Within(double budget) => _all.Count(figure => figure <= budget);

    public void Add(double figure) => _all.Add(figure);
}
