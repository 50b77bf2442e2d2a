using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Signposting.Checking;
using Signposting.SafeBrowsing;

namespace Signposting.BotDefence;

/// <summary>
/// Google's check, in a page of its own that the form shows in a frame: the document of a visit never changes and its policy can't be
/// widened, and so Google's script never runs where anything was typed. It is fetched only once the person has agreed.
/// </summary>
internal sealed class PersonCheckPage(SiteVerify google, Vouchers vouchers, IOptions<RecaptchaOptions> options) : PageModel
{
    /// <summary>The script of this page.</summary>
    public static readonly Inline Script = Inline.Read("check.js");

    /// <summary>Longest token that we send on; Google's are some 2000 characters.</summary>
    private const int LongestToken = 8192;

    /// <summary>What Google documents, and nothing else. Its script sets styles of its own.</summary>
    private static readonly FramedPage Framed = new(string.Join("; ",
        "default-src 'none'", $"script-src {Script.Hash} https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/", "style-src 'unsafe-inline'",
        "frame-src https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/", "img-src data: https://www.gstatic.com/recaptcha/",
        "connect-src 'self' https://www.google.com/recaptcha/", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'self'"));

    public string V3SiteKey => options.Value.V3SiteKey;

    public string V2SiteKey => options.Value.V2SiteKey;

    public IActionResult OnGet()
    {
        if (!options.Value.On) return NotFound();
        HttpContext.Features.Set(Framed);
        return Page();
    }

    /// <summary>The token that Google's script gave; answers with the voucher, stamped with the result.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? voucher, [FromForm] CheckKind kind, [FromForm] string? token, CancellationToken cancel)
    {
        if (!options.Value.On) return NotFound();
        // Google's script may have kept something for this address; we keep nothing there.
        Response.Headers["Clear-Site-Data"] = "\"cookies\", \"storage\"";
        var asked = kind == CheckKind.V3 ? V3SiteKey : V2SiteKey;
        if (vouchers.Open(voucher) is not { } blank || token is not { Length: > 0 and <= LongestToken } || asked.Length == 0) return BadRequest();
        var result = await google.AskAsync(kind, token, cancel);
        return new JsonResult(new { result = Word.Of(result), voucher = vouchers.Close(blank.Conversation, result) });
    }
}
