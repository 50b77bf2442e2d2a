namespace Signposting.Tests.Outbox;

/// <summary>Waits for something to come true, with a limit that is only there to end a test that has failed.</summary>
internal static class Until
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task TrueAsync(Func<Task<bool>> isTrue, Func<string> otherwise)
    {
        var end = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!await isTrue())
        {
            if (Environment.TickCount64 > end) Assert.Fail(otherwise());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<bool> isTrue, string otherwise) => TrueAsync(() => Task.FromResult(isTrue()), () => otherwise);
}
