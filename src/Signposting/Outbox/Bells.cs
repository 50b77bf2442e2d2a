using System.Net.Http.Json;
using MimeKit;
using MimeKit.Text;

namespace Signposting.Outbox;

/// <summary>A way in which operators hear an alarm. Neither waits for the other, nor needs the mail server of the letters.</summary>
internal interface IBell
{
    /// <summary>For logs: <c>webhook</c>, <c>mail</c>.</summary>
    string Name { get; }

    /// <summary>Tells it once.</summary>
    /// <returns>Null if it was heard, else the kind of problem.</returns>
    Task<string?> RingAsync(string alarm, string detail, int count, CancellationToken cancel);
}

/// <summary>Posts it as JSON.</summary>
internal sealed class WebhookBell(IHttpClientFactory http, string address) : IBell
{
    public string Name => "webhook";

    public async Task<string?> RingAsync(string alarm, string detail, int count, CancellationToken cancel)
    {
        try
        {
            using var client = http.CreateClient();
            using var answer = await client.PostAsJsonAsync(new Uri(address), new { alarm, detail, count }, cancel);
            return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError.ToString();
        }
    }
}

/// <summary>Writes to operators by a mail server that isn't the one of the letters.</summary>
internal sealed class MailBell(AlarmMailOptions options, TimeProvider clock) : IBell
{
    private readonly Relay _relay = new(options);

    public string Name => "mail";

    public async Task<string?> RingAsync(string alarm, string detail, int count, CancellationToken cancel)
    {
        using var message = new MimeMessage
        {
            Subject = $"ALARM {alarm}: {detail} ({count})",
            Date = clock.GetUtcNow(),
            MessageId = $"{Guid.CreateVersion7():N}@{MailboxAddress.Parse(options.From!).Domain}",
            Body = new TextPart(TextFormat.Plain) { Text = $"Alarm: {alarm}\nOf: {detail}\nHow many: {count}\n\nWhat to do is in docs/operations.md. On the server, '-- outbox' lists what waits.\n" },
        };
        message.From.Add(MailboxAddress.Parse(options.From!));
        message.To.Add(MailboxAddress.Parse(options.To!));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return (await _relay.SendAsync(message, cancel)) is { Delivery: not Delivery.Accepted } attempt ? attempt.Problem ?? "unknown" : null;
    }
}
