namespace Signposting.BrowserTests.Firefox;

/// <summary>Somebody at the form, with script or without: answers what they have an answer for and skips the rest.</summary>
internal sealed class Form(Tab tab)
{
    /// <summary>The question or page that is open; empty outside the form.</summary>
    public Task<string> AtAsync() => tab.ReadAsync<string>("() => document.querySelector('input[name=at]')?.value ?? ''");

    public Task<string> ValueAsync(string field) => tab.ReadAsync<string>("name => document.querySelector(`:is(input, textarea)[name='${name}']`).value", field);

    /// <summary>Taps the button <c>go</c> of that value and waits for the page that comes back: each is sealed anew.</summary>
    public async Task PressAsync(string go)
    {
        var seal = await tab.ReadAsync<string>("() => document.querySelector('input[name=state]')?.value ?? ''");
        await tab.TapAsync($"button[name=go][value='{go}']:not([aria-hidden])");
        await tab.UntilAsync("seal => { const now = document.querySelector('input[name=state]'); return !!now && now.value !== seal && !!document.querySelector('.foot'); }", seal);
    }

    /// <summary>Chooses an option by its label, or types.</summary>
    public async Task AnswerAsync(string field, params IEnumerable<string> answers)
    {
        foreach (var answer in answers)
        {
            var option = await tab.ReadAsync<string>("(name, value) => document.querySelector(`input[name='${name}'][value='${value}']`)?.id ?? ''", field, answer);
            await tab.TapAsync(option.Length > 0 ? $"label[for='{option}']" : $":is(input, textarea)[name='{field}']");
            if (option.Length == 0) await tab.TypeAsync(answer);
        }
    }

    /// <summary>From the start of the form to a page of it.</summary>
    public async Task WalkToAsync(string language, string page, IReadOnlyDictionary<string, string[]>? answers = null)
    {
        await tab.GoAsync(language + "/c");
        await PressAsync("begin");
        await GoOnToAsync(page, answers);
    }

    public async Task GoOnToAsync(string page, IReadOnlyDictionary<string, string[]>? answers = null)
    {
        for (var pages = 0; await AtAsync() != page; pages++)
        {
            Assert.True(pages < 40, $"'{page}' never came");
            var fields = await tab.ReadAsync<string[]>("() => [...new Set([...document.querySelectorAll('main :is(input, textarea)[name]')].map(f => f.name))]");
            var asked = (answers ?? new Dictionary<string, string[]>()).Where(a => fields.Contains(a.Key)).ToList();
            foreach (var (field, values) in asked) await AnswerAsync(field, values);
            await PressAsync(asked.Count > 0 ? "next" : "skip");
        }
    }
}
