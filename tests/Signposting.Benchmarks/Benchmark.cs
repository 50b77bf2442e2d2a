namespace Signposting.Benchmarks;

/// <summary>Something that the product claims about its speed or size, and that anybody can measure.</summary>
/// <param name="Name">As it is called on the command line.</param>
/// <param name="Measures">What it measures and on what, in a sentence.</param>
/// <param name="RunAsync">Measures and prints, within a few minutes.</param>
internal sealed record Benchmark(string Name, string Measures, Func<TextWriter, Task> RunAsync);
