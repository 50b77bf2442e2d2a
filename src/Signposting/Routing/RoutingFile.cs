using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.Routing;

/// <summary>Reads <c>routing.yaml</c>.</summary>
internal static class RoutingFile
{
    private const string FileName = "routing.yaml";

    /// <summary>Reads and checks the table; null when it is faulty.</summary>
    public static RoutingTable? Read(Catalogue catalogue, Faults faults)
    {
        var found = new Faults();
        var table = Parse(YamlMap.ReadFile(catalogue.Folder, FileName, found), catalogue, found);
        if (found.None) RoutingCoverage.Check(table!, catalogue, found);
        foreach (var fault in found.Found) faults.Add(new Place(fault.File, fault.Line), fault.Message);
        return found.None ? table : null;
    }

    private static RoutingTable? Parse(YamlMap file, Catalogue catalogue, Faults faults)
    {
        var facts = Facts.All(catalogue.Areas.Select(a => a.Id));
        var tables = file.Maps("tables").Select(t => Table(t, facts, catalogue, faults)).ToList();
        var also = file.Maps("also").Select(r => ReadRow(r, facts, catalogue, faults)).ToList();
        var marks = file.Maps("marks").Select(m =>
        {
            var mark = new Mark(m.Text("id"), Conditions(m.OptionalMap("when"), facts, faults));
            m.NothingElse();
            return mark;
        }).ToList();
        var fallback = Receiver(file.Text("fallback"), file.Where("fallback"), catalogue, faults);
        file.NothingElse();
        if (tables.Count == 0) faults.Add(file.At, "There are no tables. Nobody would receive a referral.");
        foreach (var twice in tables.GroupBy(t => t.Id).Where(g => g.Count() > 1))
            faults.Add(twice.Last().At, $"The table '{twice.Key}' stands there twice. Give it another id.");
        foreach (var table in tables)
            foreach (var row in table.Rows.Where(r => r.As is not null && tables.SkipWhile(t => t != table).Skip(1).All(t => t.Id != r.As)))
                faults.Add(row.At, $"'as: {row.As}' should name a table further down.");
        return fallback is null ? null : new RoutingTable(facts, tables, also, marks, fallback, file.Where("fallback"));
    }

    private static NeedTable Table(YamlMap entry, IReadOnlyList<Fact> facts, Catalogue catalogue, Faults faults)
    {
        var table = new NeedTable(
            entry.Text("id"), Conditions(entry.OptionalMap("when"), facts, faults), [.. entry.Maps("rows").Select(r => ReadRow(r, facts, catalogue, faults))], entry.At);
        entry.NothingElse();
        return table;
    }

    private static Row ReadRow(YamlMap entry, IReadOnlyList<Fact> facts, Catalogue catalogue, Faults faults)
    {
        var (to, other) = (entry.OptionalText("to"), entry.OptionalText("as"));
        if (to is null == other is null) faults.Add(entry.At, "A row says either 'to:' a service or 'as:' another table.");
        var row = new Row(
            Conditions(entry.OptionalMap("when"), facts, faults), to is null ? null : Receiver(to, entry.Where("to"), catalogue, faults), other,
            entry.Text("why"), entry.OptionalDate("from"), entry.OptionalDate("until"), entry.At);
        if (row.From > row.Until) faults.Add(entry.Where("until"), "'until' lies before 'from'.");
        if (!catalogue.Phrases.Has("routing.why." + row.Why))
            faults.Add(entry.Where("why"), $"There is no text 'routing.why.{row.Why}' in translations/en.po that tells a person why. Add it there, or use another.");
        entry.NothingElse();
        return row;
    }

    private static Service? Receiver(string id, Place at, Catalogue catalogue, Faults faults)
    {
        var service = catalogue.Service(id);
        if (service is null) faults.Add(at, $"The service '{id}' doesn't exist. Correct the id.");
        else if (service.Referrals is null) faults.Add(at, $"The service '{id}' can't receive referrals. Add 'referrals:' with a mailbox to services/{id}.yaml.");
        return service;
    }

    private static List<Condition> Conditions(YamlMap? when, IReadOnlyList<Fact> facts, Faults faults)
    {
        var conditions = new List<Condition>();
        foreach (var fact in facts.Where(f => when?.Has(f.Name) == true))
        {
            var words = when!.Texts(fact.Name);
            foreach (var odd in words.Where(w => !fact.Words.Contains(w)))
                faults.Add(when.Where(fact.Name), $"'{odd}' isn't an answer to '{fact.Name}'. Use any of {string.Join(", ", fact.Words)}.");
            conditions.Add(new Condition(fact, words));
        }
        when?.NothingElse();
        return conditions;
    }
}
