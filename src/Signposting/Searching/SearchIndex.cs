using Signposting.Languages;
using Signposting.Listings;

namespace Signposting.Searching;

/// <summary>What was found.</summary>
/// <param name="Keys">Pages and services (<c>page:money</c>), best first.</param>
/// <param name="Meant">Words of ours that were taken for a word that nobody here uses: a slip of spelling.</param>
internal sealed record SearchFound(IReadOnlyList<string> Keys, IReadOnlyList<string> Meant);

/// <summary>
/// Finds pages and services in one language. Small enough to be asked word by word: some thousand words, made with the catalogue. A rare
/// word counts more than one that stands in many parts of many pages, and one in a title more than one in the text.
/// </summary>
internal sealed class SearchIndex
{
    private const int AtMost = 12;
    private const double Phrase = 30, NameWhole = 60, Page = 1.15;
    private readonly Dictionary<string, List<(int Document, double Weight)>> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];
    private readonly List<string> _names = [];
    private readonly List<(IReadOnlyList<string> Words, IReadOnlyList<int> Documents, double Weight)> _phrases = [];

    /// <summary>Makes the index of a language.</summary>
    /// <param name="catalogue">What is searched.</param>
    /// <param name="language">The language of its readers.</param>
    /// <param name="words">What they type.</param>
    /// <param name="english">What readers of English type, which others also do.</param>
    public SearchIndex(Catalogue catalogue, Language language, IReadOnlyList<SearchWords> words, IReadOnlyList<SearchWords> english)
    {
        foreach (var searchable in Searchable.All(catalogue, language)) Add(searchable);
        var documents = _keys.Select((key, i) => (key, i)).ToDictionary(k => k.key, k => k.i, StringComparer.Ordinal);
        foreach (var one in words) Add(one, documents, 1);
        if (language.Code != Language.English)
            foreach (var one in english) Add(one, documents, 0.8);
    }

    /// <summary>Finds what somebody typed.</summary>
    public SearchFound Find(string typed)
    {
        var words = Folded.Words(typed).Take(20).ToList();
        var whole = string.Concat(words);
        // What is written as one word by some is written as two by others.
        words.AddRange(words.Zip(words.Skip(1), (one, next) => one + next).Where(_terms.ContainsKey).ToList());
        var scores = new double[_keys.Count];
        var meant = new List<string>();
        foreach (var word in words.Distinct())
            foreach (var (document, score) in Documents(word, meant)) scores[document] += score * (_keys[document][0] == 'p' ? Page : 1);
        // Whoever typed a name wants what bears it.
        for (var i = 0; i < _names.Count; i++)
            if (_names[i] == whole) scores[i] += NameWhole;
        foreach (var (document, score) in ByPhrase(words)) scores[document] += score;
        var best = scores.DefaultIfEmpty().Max();
        var found = Enumerable.Range(0, scores.Length).Where(i => scores[i] > 0 && scores[i] >= best / 6).OrderByDescending(i => scores[i]).Take(AtMost).Select(i => _keys[i]).ToList();
        return new SearchFound(found, [.. meant.Distinct().Take(4)]);
    }

    private void Add(Searchable searchable)
    {
        var document = _keys.Count;
        _keys.Add(searchable.Key);
        _names.Add(string.Concat(Folded.Words(searchable.Parts[0].Text.Split('(')[0])));
        foreach (var (text, weight) in searchable.Parts)
            foreach (var group in text.Split([' ', '\n', '-', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Folded.Words(w).Select(f => (Folded: f, As: w))).GroupBy(w => w.Folded))
            {
                _shown.TryAdd(group.Key, group.First().As.Trim('.', ',', '?', ':', ';', '"', '“', '”', '„', '।', '،', '۔', '؟'));
                if (!_terms.TryGetValue(group.Key, out var postings)) _terms[group.Key] = postings = [];
                // A word said five times in a text is not five times as good.
                postings.Add((document, weight * (1 + Math.Log(group.Count()))));
            }
    }

    /// <summary>A service that isn't shown has no document, but keeps its place in the order.</summary>
    private void Add(SearchWords words, Dictionary<string, int> documents, double weight)
    {
        IReadOnlyList<int> means = [.. words.Means.Select(m => documents.GetValueOrDefault(m, -1))];
        foreach (var phrase in words.Phrases) _phrases.Add((phrase, means, weight));
    }

    /// <summary>Documents that hold a word, or another with the same beginning; or, when there is none, one that differs by a slip.</summary>
    private Dictionary<int, double> Documents(string word, List<string> meant)
    {
        var near = _terms.Keys.Select(t => (Term: t, Likeness: Likeness(word, t))).Where(t => t.Likeness > 0).ToList();
        if (near.Count == 0 && word.Length > 4 && !_phrases.Any(p => p.Words.Any(w => Begins(word, w))))
        {
            var slips = word.Length > 8 ? 2 : 1;
            near = [.. _terms.Keys.Where(t => Slips.Between(word, t, slips) <= slips).Select(t => (t, 0.5))];
            meant.AddRange(near.Select(n => _shown[n.Term]));
        }
        var scores = new Dictionary<int, double>();
        foreach (var (term, likeness) in near)
            foreach (var posting in _terms[term].GroupBy(p => p.Document))
            {
                var score = likeness * posting.Sum(p => p.Weight) * Math.Log(1 + ((double)_keys.Count / _terms[term].Count));
                scores[posting.Key] = Math.Max(scores.GetValueOrDefault(posting.Key), score);
            }
        return scores;
    }

    /// <summary>1 for the same word; less for one that shares its beginning, as the forms of a word do.</summary>
    private static double Likeness(string word, string term)
    {
        if (word == term) return 1;
        var same = 0;
        while (same < word.Length && same < term.Length && word[same] == term[same]) same++;
        var longer = Math.Max(word.Length, term.Length);
        if (same < Shortest(word) || same < 0.6 * longer) return 0;
        return same == word.Length || same == term.Length ? 0.6 : 0.4;
    }

    /// <summary>A word of a phrase is the beginning of what was typed; a very short one is the whole of it, unless others stand beside it.</summary>
    private static bool Begins(string typed, string word, bool withOthers = false) => typed == word || (word.Length >= (withOthers ? 3 : Shortest(word)) && typed.StartsWith(word, StringComparison.Ordinal));

    /// <summary>How many letters make a stem: syllables of the Indic scripts and Urdu's consonants say more than one letter of ours.</summary>
    private static int Shortest(string word) => word[0] < '\u0600' ? 4 : 3;

    /// <summary>Phrases of which every word was typed. Those of more words, and of longer ones, say more; where one leads twice, the better counts.</summary>
    private Dictionary<int, double> ByPhrase(List<string> typed)
    {
        var scores = new Dictionary<int, double>();
        foreach (var (words, means, weight) in _phrases.Where(p => p.Words.All(w => typed.Any(t => Begins(t, w, p.Words.Count > 1)))))
        {
            var exact = words.Count(typed.Contains);
            var strength = weight * Phrase * (words.Count + (0.5 * exact) + (words.Sum(w => w.Length) / 20.0));
            for (var i = 0; i < means.Count; i++)
                if (means[i] >= 0) scores[means[i]] = Math.Max(scores.GetValueOrDefault(means[i]), strength * Math.Pow(0.75, i));
        }
        return scores;
    }
}
