using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Signposting.Shared;

/// <summary>
/// Turns an exception or an empty error response into a page. The log gets the type of an exception and where it arose, never its
/// message, which may hold what somebody typed.
/// </summary>
internal sealed partial class CalmProblems(RequestDelegate next, ILogger<CalmProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (path, method) = (context.Request.Path, context.Request.Method);
        try
        {
            await next(context);
            if (context.Response.StatusCode < 400 || context.Response.HasStarted || context.Response.ContentType is not null) return;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (NotSupportedException e) when (!context.Response.HasStarted && e.StackTrace?.Contains("FormFeature", StringComparison.Ordinal) == true)
        {
            // A form in an encoding that nobody sends any more, such as UTF-7.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            // A form with too many or too long fields.
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The last line: whatever it was, somebody is waiting for an answer.
        catch (Exception e) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            Broke(e.GetType().FullName ?? "?", Environment.NewLine + e.StackTrace);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        await ShowAsync(context, path, method);
    }

    private async Task ShowAsync(HttpContext context, PathString path, string method)
    {
        var status = context.Response.StatusCode;
        context.Response.Headers.Clear();
        context.Response.StatusCode = status;
        context.SetEndpoint(null);
        context.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
        (context.Request.Path, context.Request.Method) = (InLanguageOf(path), HttpMethods.Get);
        try
        {
            await next(context);
        }
        finally
        {
            (context.Request.Path, context.Request.Method) = (path, method);
        }
    }

    /// <summary>The problem page under the same first part of the path, which names the language; any other two letters leave it to the browser.</summary>
    private static PathString InLanguageOf(PathString path) =>
        (path.Value is ['/', var a, var b, ..] && (path.Value.Length == 3 || path.Value[3] == '/') ? $"/{a}{b}" : "/--") + "/problem";

    [LoggerMessage(Level = LogLevel.Error, Message = "A request broke: {Type}{Where}")]
    private partial void Broke(string type, string where);
}
