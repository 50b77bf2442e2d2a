using System.ComponentModel.DataAnnotations;

namespace Signposting.Storage;

/// <summary>Where the site keeps what it must not lose (configuration section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>
    /// Folder of the database and the key ring; a relative path is taken from the program's folder. Default <c>data</c>. It is made if it is
    /// missing, readable by this user only.
    /// </summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>The database file.</summary>
    internal string DatabaseFile => Path.Combine(Folder, "signposting.db");

    /// <summary>The key ring, apart from the database: who has the one can't read it without the other.</summary>
    internal string KeysFolder => Path.Combine(Folder, "keys");
}
