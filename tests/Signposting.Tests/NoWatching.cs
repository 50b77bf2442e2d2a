using System.Runtime.CompilerServices;

namespace Signposting.Tests;

/// <summary>Every site of a test would watch its settings files for changes, and Linux allows a user 128 such watches only.</summary>
internal static class NoWatching
{
    [ModuleInitializer]
    internal static void Begin() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
