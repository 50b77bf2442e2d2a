using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Signposting.SafeBrowsing;

/// <summary>
/// Public data for other people's programs, as a feature of its request: pages of every site may read the response, and a copy may be kept.
/// Nobody who needs help opens it, so that a copy gives nobody away. No page of ours is ever this.
/// </summary>
/// <param name="KeptFor">How long a copy may be used before it is asked for again.</param>
internal sealed record OpenData(TimeSpan KeptFor)
{
    /// <summary>Replaces what the headers of a page say of other sites and of copies. An error is never kept.</summary>
    public void Write(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        if (response.StatusCode is not (StatusCodes.Status200OK or StatusCodes.Status304NotModified)) return;
        response.Headers.CacheControl = response.Headers["CDN-Cache-Control"] = new CacheControlHeaderValue { Public = true, MaxAge = KeptFor }.ToString();
        response.Headers.Remove(HeaderNames.Pragma);
    }
}
