namespace Signposting.Tallies;

/// <summary>One more in a cell of a table. Every word is out of a fixed list: nothing that anybody typed can be one.</summary>
/// <param name="Kind">Which table.</param>
/// <param name="Line">Its row.</param>
/// <param name="Part">Its column; empty where there is only one.</param>
internal readonly record struct Count(string Kind, string Line, string Part = "");
