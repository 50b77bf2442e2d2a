using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signposting.BotDefence;

/// <summary>Which reCAPTCHA made a token.</summary>
internal enum CheckKind
{
    /// <summary>A score, without a question.</summary>
    V3,
    /// <summary>A box to tick, perhaps pictures.</summary>
    V2,
}

/// <summary>The answer of <c>siteverify</c>, as Google documents it.</summary>
/// <param name="Success">Whether the token is one of this key, not used before and younger than two minutes.</param>
/// <param name="Score">v3 only: from 0 (a program) to 1 (a person).</param>
/// <param name="Action">v3 only: what the page said the token was for.</param>
/// <param name="HostName">Of the page that made it.</param>
/// <param name="ChallengeAt">When it was made.</param>
/// <param name="ErrorCodes">Why it failed.</param>
internal sealed record SiteVerifyAnswer(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("score")] double? Score,
    [property: JsonPropertyName("action")] string? Action,
    [property: JsonPropertyName("hostname")] string? HostName,
    [property: JsonPropertyName("challenge_ts")] DateTimeOffset? ChallengeAt,
    [property: JsonPropertyName("error-codes")] IReadOnlyList<string>? ErrorCodes);

/// <summary>
/// Asks Google whether a token is good. It learns the token and our secret and nothing else: the address of the reader isn't sent on. An
/// answer that doesn't come, or can't be read, is no result: it never holds anybody back.
/// </summary>
internal sealed partial class SiteVerify(IHttpClientFactory http, IOptions<RecaptchaOptions> options, TimeProvider clock, ILogger<SiteVerify> log)
{
    /// <summary>Name of the client; its limits are set where it is added.</summary>
    internal const string Client = "siteverify";

    /// <summary>What our page says a token of v3 is for.</summary>
    internal const string Action = "send";

    /// <summary>A token is good for two minutes; clocks differ.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>These are our doing, not the reader's.</summary>
    private static readonly string[] Ours = ["missing-input-secret", "invalid-input-secret", "bad-request"];

    /// <returns>Whether it is passed; <see cref="CheckResult.None"/> if nobody could say.</returns>
    public async Task<CheckResult> AskAsync(CheckKind kind, string token, CancellationToken cancel)
    {
        try
        {
            using var client = http.CreateClient(Client);
            using var form = new FormUrlEncodedContent(
                [KeyValuePair.Create("secret", kind == CheckKind.V3 ? options.Value.V3Secret : options.Value.V2Secret), KeyValuePair.Create("response", token)]);
            using var response = await client.PostAsync(new Uri(options.Value.VerifyAddress), form, cancel);
            response.EnsureSuccessStatusCode();
            var answer = JsonSerializer.Deserialize<SiteVerifyAnswer>(await response.Content.ReadAsByteArrayAsync(cancel)) ?? throw new JsonException();
            return Judge(kind, answer);
        }
        // A cancellation that the reader didn't ask for is the client's time limit.
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            NoAnswer(e.GetType().Name);
            return CheckResult.None;
        }
    }

    private CheckResult Judge(CheckKind kind, SiteVerifyAnswer answer)
    {
        if (!answer.Success)
        {
            if (answer.ErrorCodes?.FirstOrDefault(Ours.Contains) is not { } ours) return CheckResult.Failed;
            WronglySet(ours);
            return CheckResult.None;
        }
        var passed = string.Equals(answer.HostName, options.Value.HostName, StringComparison.OrdinalIgnoreCase)
            && answer.ChallengeAt is { } at && (clock.GetUtcNow() - at).Duration() < Fresh
            && (kind == CheckKind.V2 || (answer.Action == Action && answer.Score >= options.Value.LowestScore));
        return passed ? CheckResult.Passed : CheckResult.Failed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "reCAPTCHA could not be verified ({Problem}); forms are taken without it")]
    private partial void NoAnswer(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "reCAPTCHA says {Code}: look at the keys in BotDefence:Recaptcha. Forms are taken without it")]
    private partial void WronglySet(string code);
}
