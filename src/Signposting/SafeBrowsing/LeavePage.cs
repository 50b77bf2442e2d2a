using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Signposting.Languages;

namespace Signposting.SafeBrowsing;

/// <summary>
/// Where the leave control leads without JavaScript: a blank page of our own, there after one round trip on the open connection, that
/// goes on to an everyday site. Measured, a link straight to that site leaves our page on the screen until it answers.
/// </summary>
internal static class LeavePage
{
    public static Task Show(HttpContext context, Reader reader, NeutralSites sites)
    {
        var site = HtmlEncoder.Default.Encode(sites.For(reader.Language)[0]);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
            $"""
            <!doctype html><html lang="{reader.Language.Code}" dir="{reader.Language.Direction}"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={site}"><meta name="viewport" content="width=device-width"><title>&#160;</title><a href="{site}" rel="noreferrer" data-leaves>&#8594;</a></html>
            """)).AsTask();
    }
}
