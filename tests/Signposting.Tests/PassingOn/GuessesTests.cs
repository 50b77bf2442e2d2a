using System.Net;
using Signposting.Tests.Outbox;

namespace Signposting.Tests.PassingOn;

/// <summary>Guessing references is made slow, and hinders nobody who has one.</summary>
public sealed class GuessesTests
{
    [Fact]
    public async Task After_some_wrong_references_the_next_wait_and_a_right_one_does_not()
    {
        var clock = Shelf.ClockFromNow();
        using var site = new Site([], clock);
        var reference = await FormFilling.SendAsync(site);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookAsync(site, "2222-2222-2222")).Status);

        var next = LookAsync(site, "2222-2222-2223");
        Assert.Contains(reference, (await LookAsync(site, reference)).Heading, StringComparison.Ordinal);
        Assert.False(next.IsCompleted);
        await Until.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return next.IsCompleted;
        }, "It waits for ever.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await next).Status);
    }

    private static async Task<Visitor> LookAsync(Site site, string reference)
    {
        var person = new Visitor(site.Browser());
        await person.PostAsync("/en/r", [("reference", reference), ("go", "look")]);
        return person;
    }
}
