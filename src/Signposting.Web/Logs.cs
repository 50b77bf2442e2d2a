using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Signposting.Web;

/// <summary>What is written down: events and counts. Never an address, a path, an answer or who asked.</summary>
internal static class Logs
{
    /// <summary>What the framework would add to every event of a request.</summary>
    private static readonly string[] AboutARequest = ["RequestPath", "RequestId", "ConnectionId", "ActionId", "ActionName", "SpanId", "TraceId", "ParentId"];

    /// <summary>Serilog, to the console, set further by the configuration section <c>Serilog</c>.</summary>
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            // Kestrel and the data protection of ASP.NET write exceptions with their messages, which may hold what was typed.
            .MinimumLevel.Override("Microsoft.AspNetCore.Server.Kestrel", LogEventLevel.Fatal)
            // A webhook's address may hold a secret.
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.With<NothingAboutTheReader>()
            .WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger(), dispose: true);
        return builder;
    }

    private sealed class NothingAboutTheReader : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            foreach (var name in AboutARequest) logEvent.RemovePropertyIfPresent(name);
        }
    }
}
