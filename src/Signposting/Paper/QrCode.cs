using System.Globalization;
using System.Text;
using QRCoder;

namespace Signposting.Paper;

/// <summary>An address as a square of black and white that a telephone's camera reads (ISO/IEC 18004), for one path of an SVG.</summary>
/// <param name="Size">Its side in modules, with the four white ones on each side that a reader needs to find it.</param>
/// <param name="Path">The black modules, as the data of a path whose unit is one module.</param>
public sealed record QrCode(int Size, string Path)
{
    /// <summary>The code of an address. Up to 15 % of it may be scratched or folded away (level M).</summary>
    public static QrCode Of(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        return new QrCode(rows.Count, path.ToString());
    }
}
