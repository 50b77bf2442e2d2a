using Microsoft.AspNetCore.Http;

namespace Signposting.SafeBrowsing;

/// <summary>Headers of every response, errors included (safe-browsing decisions 2 and 9).</summary>
internal static class SafetyHeaders
{
    private static readonly string Policy = string.Join("; ",
        "default-src 'none'", $"style-src {Inline.Style.Hash}", $"script-src {Inline.Script.Hash}", "img-src data:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'");

    private const string NothingElse =
        "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), " +
        "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    public static Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var answered = (HttpContext)state;
            var headers = answered.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            // Nothing on the reader's disk, not even in the browser's own cache.
            headers.CacheControl = "no-store";
            headers.Pragma = "no-cache";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Embedder-Policy"] = "require-corp";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = NothingElse;
            headers["X-Robots-Tag"] = "noarchive";
            // Brave offers a visit that leaves no history.
            headers["Request-OTR"] = "1";
            headers["X-DNS-Prefetch-Control"] = "off";
            if (answered.Request.IsHttps) headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
