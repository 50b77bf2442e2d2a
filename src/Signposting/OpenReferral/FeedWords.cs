using Signposting.Checking;
using Signposting.Listings;

namespace Signposting.OpenReferral;

/// <summary>What the site's own pages say, in English: the feed says the same. A text that is missing is a fault of the content.</summary>
internal sealed class FeedWords(Catalogue catalogue, Faults faults)
{
    public string this[string key]
    {
        get
        {
            if (catalogue.Phrases.Has(key)) return catalogue.Phrases.Say(catalogue.Phrases.English, key).Text;
            faults.Add(new Place("translations/en.po", 0), $"The Open Referral feed needs the text '{key}'. Add it.");
            return key;
        }
    }
}
