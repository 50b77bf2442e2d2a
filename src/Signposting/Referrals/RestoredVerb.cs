using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Signposting.Outbox;
using Signposting.Storage;

namespace Signposting.Referrals;

/// <summary>
/// <c>restored</c>: what a restored backup brings back to life, and <c>restored deliver</c>, which lets it. A site doesn't start on a copy
/// before that: what was delivered, answered or withdrawn since the backup was made is not known to it, and somebody should know that.
/// </summary>
public static class RestoredVerb
{
    /// <summary>How long services have at least to press their link once more, before the site takes them for silent.</summary>
    private static readonly TimeSpan Respite = TimeSpan.FromDays(3);

    /// <summary>Does what the words after <c>restored</c> say.</summary>
    /// <param name="services">Those of the site.</param>
    /// <param name="words">None, or <c>deliver</c>.</param>
    /// <param name="output">What there is to say.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IServiceProvider services, string[] words, TextWriter output)
    {
        var (marks, book) = (services.GetRequiredService<Marks>(), services.GetRequiredService<ReferralBook>());
        services.GetRequiredService<Database>().MustBeThere();
        if (marks.CopiedAtAsync(CancellationToken.None).GetAwaiter().GetResult() is not { } copied)
        {
            output.WriteLine("This database isn't a restored copy. Nothing was changed.");
            return 1;
        }
        switch (words)
        {
            case []:
                var open = book.OpenPassesAsync(CancellationToken.None).GetAwaiter().GetResult().Select(p => p.Reference).Distinct().Count();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"This is a copy of {copied.UtcDateTime:d MMMM yyyy, HH:mm} UTC. These letters waited then:"));
                output.WriteLine();
                OutboxVerb.Run(services, [], output);
                output.WriteLine();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{open} form(s) were open. {WhatToDo}"));
                return 0;
            case ["deliver"]:
                book.RestoreAsync(services.GetRequiredService<TimeProvider>().GetUtcNow() + Respite, CancellationToken.None).GetAwaiter().GetResult();
                output.WriteLine("The site can be started, and delivers them.");
                return 0;
            default:
                output.WriteLine("Use restored, or restored deliver.");
                return 2;
        }
    }

    private const string WhatToDo = """
        What happened since isn't known here:
        - A letter that was delivered since goes out again, with the same Message-ID. Look for the id in the mail server's log, and say
          'outbox delivered ID' for each that you find.
        - A form that a service has taken since is open again. Ask the services to press their link once more: they have three days before
          it is passed on.
        - A form that was withdrawn since is open again, and its letter may go out. The person can withdraw it again; tell the services
          that a letter may have been withdrawn.
        - A form that was sent since is lost with the database. If it was delivered, the service has it; its reference isn't known here.
        Then say 'restored deliver', and start the site.
        """;
}
