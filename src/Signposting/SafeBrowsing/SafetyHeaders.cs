using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Signposting.SafeBrowsing;

/// <summary>Headers of every response, errors included (safe-browsing decisions 2 and 9).</summary>
internal static class SafetyHeaders
{
    private static readonly string Policy = string.Join("; ",
        "default-src 'none'", $"style-src {Inline.Style.Hash}", $"script-src {Inline.Script.Hash}", "img-src data:",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types page", "connect-src 'self' ");

    private const string NothingElse =
        "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), " +
        "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    public static Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var answered = (HttpContext)state;
            var headers = answered.Response.Headers;
            // The script asks a neutral site whether it answers, and only once somebody leaves for it.
            headers.ContentSecurityPolicy = Policy + answered.RequestServices.GetRequiredService<NeutralSites>().Origins;
            var frames = answered.RequestServices.GetRequiredService<IOptions<SafetyOptions>>().Value.FramesOurPages;
            if (frames) headers.ContentSecurityPolicy += "; frame-src 'self'";
            // Nothing on the reader's disk, not even in the browser's own cache.
            headers.CacheControl = "no-store";
            headers.Pragma = "no-cache";
            // Shared caches near the reader may keep what is the same for everybody (RFC 9213); never an answer to a form, nor what a link of a letter opens.
            var sameForAll = HttpMethods.IsGet(answered.Request.Method) && answered.GetRouteValue("token") is null && answered.Response.StatusCode == StatusCodes.Status200OK && !answered.Request.Path.StartsWithSegments("/health");
            headers["CDN-Cache-Control"] = sameForAll ? "public, max-age=60" : "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            // No Cross-Origin-Opener-Policy: whatever sends one, Firefox notes for thirty days in the profile (permissions.sqlite, highValueCOOP).
            // What is framed inside our frame promises nothing of the kind, and would stay blank.
            if (!frames) headers["Cross-Origin-Embedder-Policy"] = "credentialless";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = NothingElse;
            headers["X-Robots-Tag"] = "noarchive";
            // Brave offers a visit that leaves no history.
            headers["Request-OTR"] = "1";
            headers["X-DNS-Prefetch-Control"] = "off";
            if (answered.Features.Get<FramedPage>() is { } framed) (headers.ContentSecurityPolicy, headers.XFrameOptions) = (framed.Policy, "SAMEORIGIN");
            answered.Features.Get<OpenData>()?.Write(answered.Response);
            if (answered.Request.IsHttps) headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
