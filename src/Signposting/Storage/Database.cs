using System.Data.Common;

namespace Signposting.Storage;

/// <summary>
/// The database: SQLite for one process, PostgreSQL for several. The SQL of the rooms is the same for both, but for the few words
/// that an engine has of its own and that stand here.
/// </summary>
internal abstract class Database
{
    /// <summary>Names the folder of its scripts: <c>Sqlite</c> or <c>Postgres</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>Whether other processes may work on it at the same time.</summary>
    public abstract bool Shared { get; }

    /// <summary>At the end of a select: the rows are ours until the transaction ends. Empty where only one may write anyway.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Likewise, but leaves out rows that somebody else holds, so that two couriers take different letters.</summary>
    public abstract string ForUpdateSkipLocked { get; }

    /// <summary>Counts the tables of the name <c>@name</c>: 1 or 0.</summary>
    public abstract string HasTable { get; }

    /// <summary>The condition that a column has one of the values of a list parameter.</summary>
    public abstract string Among(string column, string parameter);

    /// <summary>For what works beside a site, and isn't to make a database where there is none.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says where.</exception>
    public abstract void MustBeThere();

    /// <summary>Opens a connection.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancel);

    /// <summary>Does all of it or nothing. Once the work is done, the commit itself is not cancelled.</summary>
    public abstract Task<T> CommitAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel);

    /// <summary>Brings the database up to date alone: others that start at the same time wait until it is done.</summary>
    public abstract Task MigrateAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancel);

    /// <summary>Does it unless another node is doing the same at this moment; then false.</summary>
    public abstract Task<bool> AloneAsync(string what, Func<Task> work, CancellationToken cancel);

    /// <summary>Removes overwritten text, as far as the engine can: see each. False if it is to be asked again later.</summary>
    public abstract Task<bool> ForgetOverwrittenAsync(CancellationToken cancel);
}
