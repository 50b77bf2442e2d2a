using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Signposting.Storage;

/// <summary>Where the site keeps what it must not lose (configuration section <c>Storage</c>).</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>
    /// Folder of the database and the key ring; a relative path is taken from the program's folder. Default <c>data</c>. It is made if it is
    /// missing, readable by this user only.
    /// </summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>
    /// Connection string of a PostgreSQL database (14 or newer), for a site of several nodes; then nothing is kept in <see cref="Folder"/>,
    /// the key ring stands in the database and <see cref="KeyCertificate"/> is required. Default none: an SQLite file in the folder.
    /// </summary>
    public string? PostgreSql { get; set; }

    /// <summary>
    /// A PKCS #12 file (RSA) that seals the key ring: who has the database or its backup can't read it without this file. The same on every node.
    /// </summary>
    public string? KeyCertificate { get; set; }

    /// <summary>Password of <see cref="KeyCertificate"/>; give it as an environment variable.</summary>
    public string? KeyCertificatePassword { get; set; }

    /// <summary>Earlier certificates, that open older keys: files of the same kind and password. Default none.</summary>
    public IReadOnlyList<string> EarlierKeyCertificates { get; set; } = [];

    /// <summary>How long a key seals what is new. Default 30 days; from 7 days to 1 year. An expired key still opens what it sealed.</summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "365.00:00:00")]
    public TimeSpan KeysSealFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The database file.</summary>
    internal string DatabaseFile => Path.Combine(Folder, "signposting.db");

    /// <summary>The key ring, apart from the database: who has the one can't read it without the other.</summary>
    internal string KeysFolder => Path.Combine(Folder, "keys");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PostgreSql is not null && !IsConnection(PostgreSql))
            yield return new ValidationResult("Storage:PostgreSql should be a connection string such as 'Host=db.internal;Database=site;Username=site;Password=...'.");
        if (PostgreSql is not null && KeyCertificate is null)
            yield return new ValidationResult("With Storage:PostgreSql the key ring stands in the database, so Storage:KeyCertificate must name the file that seals it.");
        foreach (var file in new[] { KeyCertificate }.OfType<string>().Concat(EarlierKeyCertificates).Where(f => !File.Exists(f)))
            yield return new ValidationResult($"Storage:KeyCertificate or Storage:EarlierKeyCertificates names '{file}', which doesn't exist.");
    }

    private static bool IsConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }
}
