using System.Text;

namespace Signposting.Tests.Outbox;

/// <summary>Passes bytes on and remembers what was read.</summary>
internal sealed class WireTap(Stream inner) : Stream
{
    private readonly StringBuilder _read = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What was read, a character for each byte.</summary>
    public string Text()
    {
        lock (_read) return _read.ToString();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        lock (_read) _read.Append(Encoding.Latin1.GetString(buffer.Span[..count]));
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        lock (_read) _read.Append(Encoding.Latin1.GetString(buffer, offset, read));
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
