using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Signposting.Storage;

/// <summary>The key ring in the database, for several nodes: table <c>keys</c>. Each key is sealed by the certificate before it comes here.</summary>
internal sealed class PostgresKeys(Database database) : IDeletableXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Rows().Select(r => XElement.Parse(r.Xml))];

    public void StoreElement(XElement element, string friendlyName) => database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
        "insert into keys (name, xml) values (@friendlyName, @xml)", new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) }, transaction), CancellationToken.None).GetAwaiter().GetResult();

    public bool DeleteElements(Action<IReadOnlyCollection<IDeletableElement>> chooseElements)
    {
        var elements = Rows().Select(r => new Element(r.Name, XElement.Parse(r.Xml))).ToList();
        chooseElements(elements);
        var names = elements.Where(e => e.DeletionOrder is not null).OrderBy(e => e.DeletionOrder).Select(e => e.Name).ToArray();
        database.CommitAsync(transaction => transaction.Connection!.ExecuteAsync(
            $"delete from keys where {database.Among("name", "@names")}", new { names }, transaction), CancellationToken.None).GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Data protection asks without awaiting, once a minute.</summary>
    private List<(string Name, string Xml)> Rows()
    {
        using var connection = database.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        return [.. connection.Query<(string, string)>("select name, xml from keys order by name")];
    }

    private sealed record Element(string Name, XElement Xml) : IDeletableElement
    {
        public int? DeletionOrder { get; set; }

        XElement IDeletableElement.Element => Xml;
    }
}
