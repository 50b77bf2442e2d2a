using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signposting.OpenReferral;

/// <summary>One thing of the feed, written once.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Brief">Its JSON in a list.</param>
/// <param name="Whole">Its JSON when it is asked for itself.</param>
internal sealed record FeedItem(Guid Id, byte[] Brief, byte[] Whole);

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Size">How many items a page has at most.</param>
internal readonly record struct PageAsked(int Number, int Size);

/// <summary>The things of one sort, in the order of the listings.</summary>
internal sealed class FeedCollection
{
    private readonly Dictionary<Guid, FeedItem> _byId;

    private FeedCollection(IReadOnlyList<FeedItem> items) => (Items, _byId) = (items, items.ToDictionary(i => i.Id));

    public IReadOnlyList<FeedItem> Items { get; }

    public FeedItem? this[Guid id] => _byId.GetValueOrDefault(id);

    public static FeedCollection Of<T>(IEnumerable<T> things, JsonTypeInfo<T> json, Func<T, Guid> id, Func<T, T>? brief = null) => new(
    [
        .. things.Select(t => new FeedItem(id(t), JsonSerializer.SerializeToUtf8Bytes(brief is null ? t : brief(t), json), JsonSerializer.SerializeToUtf8Bytes(t, json))),
    ]);

    /// <summary>How many pages there are; an empty list has one, which is empty.</summary>
    public static int Pages(IReadOnlyList<FeedItem> items, int size) => Math.Max(1, (items.Count + size - 1) / size);

    /// <summary>A page in the envelope of the standard. There must be such a page.</summary>
    public static byte[] Page(IReadOnlyList<FeedItem> items, PageAsked asked)
    {
        var contents = items.Skip((asked.Number - 1) * asked.Size).Take(asked.Size).ToList();
        var pages = Pages(items, asked.Size);
        var bytes = new ArrayBufferWriter<byte>(256 + contents.Sum(i => i.Brief.Length + 1));
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteNumber("total_items", items.Count);
        json.WriteNumber("total_pages", pages);
        json.WriteNumber("page_number", asked.Number);
        json.WriteNumber("size", contents.Count);
        json.WriteBoolean("first_page", asked.Number == 1);
        json.WriteBoolean("last_page", asked.Number == pages);
        json.WriteBoolean("empty", contents.Count == 0);
        json.WriteStartArray("contents");
        foreach (var item in contents) json.WriteRawValue(item.Brief, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
