using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Signposting.Storage;

/// <summary>A database that is there and up to date, and the key ring that seals what is in it.</summary>
public static class StorageRoom
{
    /// <summary>Makes the folder, brings the database up to date before the first request, and keeps keys apart from it.</summary>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IHostEnvironment>((options, environment) =>
                // An empty path stays empty, so that it is reported, and doesn't become the program's own folder.
                options.Folder = options.Folder.Length == 0 ? "" : Path.GetFullPath(options.Folder, environment.ContentRootPath));
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<Migrations>();
        builder.Services.AddHostedService<StorageIsReady>();
        builder.Services.AddDataProtection().SetApplicationName("Signposting");
        builder.Services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<IOptions<StorageOptions>>((keys, storage) =>
            keys.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                PrivateFolder(storage.Value.KeysFolder), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
        return builder;
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

    /// <summary>Runs before the server listens, because hosted services start in the order of registration.</summary>
    private sealed class StorageIsReady(Migrations migrations, IOptions<StorageOptions> options) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            PrivateFolder(options.Value.Folder);
            return migrations.ApplyAsync(cancellationToken);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
