using System.Runtime.InteropServices;

namespace Signposting.Benchmarks;

/// <summary>What a figure was measured on. Figures of different machines don't compare; ratios within one run do.</summary>
internal static class Machine
{
    /// <summary>Settings of a site that says nothing but what is wrong, so that the figures can be read.</summary>
    public static readonly (string Key, string Value)[] Quiet =
        [.. new[] { "Default", "Override:Microsoft", "Override:Microsoft.Hosting.Lifetime" }.Select(of => ($"Serilog:MinimumLevel:{of}", "Error"))];

    /// <summary>Day, cores, processor, system, and how busy it is with other things.</summary>
    public static string Describe()
    {
        var processor = Line("/proc/cpuinfo", "model name")?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        var load = File.Exists("/proc/loadavg") ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start" : "";
        return $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores of {processor}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}{load}";
    }

    private static string? Line(string file, string beginning) =>
        File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)) : null;
}
