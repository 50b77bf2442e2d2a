namespace Signposting.SafeBrowsing;

/// <summary>Set by whoever adds a page that our own pages show in a frame; nothing that is public by default does.</summary>
public sealed class SafetyOptions
{
    /// <summary>Whether our pages may frame each other. Default: no.</summary>
    public bool FramesOurPages { get; set; }
}

/// <summary>A response that one of our pages shows in a frame, as a feature of its request: it has a policy of its own.</summary>
/// <param name="Policy">The whole Content-Security-Policy.</param>
internal sealed record FramedPage(string Policy);
