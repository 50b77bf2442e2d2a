using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Internal;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Signposting.Storage;

/// <summary>A database that is there and up to date, and the key ring that seals what is in it.</summary>
public static class StorageRoom
{
    /// <summary>Makes the folder, brings the database up to date before the first request, and keeps keys apart from what they seal.</summary>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IHostEnvironment>((options, environment) =>
                // An empty path stays empty, so that it is reported, and doesn't become the program's own folder.
                options.Folder = options.Folder.Length == 0 ? "" : Path.GetFullPath(options.Folder, environment.ContentRootPath));
        builder.Services.AddSingleton<Database>(services => services.GetRequiredService<IOptions<StorageOptions>>().Value is { PostgreSql: not null } postgres
            ? new PostgresDatabase(postgres, services.GetRequiredService<TimeProvider>())
            : new SqliteDatabase(services.GetRequiredService<IOptions<StorageOptions>>().Value));
        builder.Services.AddSingleton<Migrations>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<Marks>();
        builder.Services.AddHostedService<StorageIsReady>();
        SealKeys(builder.Services.AddDataProtection().SetApplicationName("Signposting"), builder.Configuration.GetSection("Storage").Get<StorageOptions>() ?? new());
        builder.Services.AddSingleton<IKeyManager>(services => new FreshKeys(
            new XmlKeyManager(services.GetRequiredService<IOptions<KeyManagementOptions>>(), services.GetRequiredService<IActivator>()), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>, Database>((keys, storage, database) =>
        {
            keys.XmlRepository = storage.Value.PostgreSql is not null ? new PostgresKeys(database)
                : new FileSystemXmlRepository(PrivateFolder(storage.Value.KeysFolder), NullLoggerFactory.Instance);
            keys.NewKeyLifetime = storage.Value.KeysSealFor;
        });
        return builder;
    }

    /// <summary>The key ring for operators, a line a key; with a new key first, if they want one.</summary>
    /// <exception cref="InvalidOperationException">A key can't be opened with the certificate that is configured.</exception>
    public static IEnumerable<string> Keys(IServiceProvider services, bool rotate)
    {
        services.GetRequiredService<Database>().MustBeThere();
        var keys = services.GetRequiredService<KeyRing>();
        keys.Check();
        if (rotate) keys.Rotate();
        return keys.Lines();
    }

    /// <summary>Keys are sealed by the certificate, if there is one; earlier certificates open earlier keys.</summary>
    private static void SealKeys(IDataProtectionBuilder protection, StorageOptions options)
    {
        // A file that is missing is reported with all other wrong settings at the start.
        var earlier = options.EarlierKeyCertificates.Where(File.Exists).Select(f => KeyRing.Certificate(f, options.KeyCertificatePassword));
        if (options.KeyCertificate is not { } file || !File.Exists(file)) return;
        var certificate = KeyRing.Certificate(file, options.KeyCertificatePassword);
        protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate([certificate, .. earlier]);
    }

    /// <summary>Makes a folder that only this user can read.</summary>
    internal static DirectoryInfo PrivateFolder(string path)
    {
        var folder = new DirectoryInfo(path);
        if (folder.Exists) return folder;
        if (folder.Parent is { Exists: false } parent) PrivateFolder(parent.FullName);
        folder.Create();
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return folder;
    }
}
