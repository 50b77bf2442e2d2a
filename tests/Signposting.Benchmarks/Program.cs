using System.Globalization;

namespace Signposting.Benchmarks;

internal static class Program
{
    /// <summary>One file each; a new one is named here.</summary>
    private static readonly Benchmark[] All = [Leaving.Benchmark, FirstView.Benchmark, Referrals.Benchmark, Pictures.Benchmark];

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        // The site that is started in here is looked for from the folder of the program, wherever it is called.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        if (args is not [var name] || All.FirstOrDefault(b => b.Name == name) is not { } wanted)
        {
            Console.WriteLine("dotnet run -c Release --project tests/Signposting.Benchmarks -- NAME");
            foreach (var benchmark in All) Console.WriteLine($"  {benchmark.Name,-12} {benchmark.Measures}");
            return args.Length == 0 ? 0 : 1;
        }

        Console.WriteLine($"{wanted.Name}: {wanted.Measures}");
        Console.WriteLine(Machine.Describe());
        await wanted.RunAsync(Console.Out);
        return 0;
    }
}
