using System.Text.Json;

namespace Signposting.Tests.Content;

/// <summary>The verbs of the built program: they start nothing, say what is wrong and return it as an exit code.</summary>
public sealed class VerbTests
{
    [Fact]
    public async Task Check_of_good_content_says_so_and_returns_0()
    {
        var check = await Verb.RunAsync("check", Repository.Content);

        Assert.Equal((0, ""), (check.ExitCode, check.Errors));
        Assert.Contains("The content is in order:", check.Output, StringComparison.Ordinal);
        Assert.Contains("every combination of answers has a receiver", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_of_faulty_content_names_each_fault_and_returns_1()
    {
        using var content = new Broken();
        content.Replace("services/opoka.yaml", "kind:", "kinde:");
        content.Append("guidance/pets.md", "\nbroken [here](page:nowhere)\n");

        var check = await Verb.RunAsync("check", content.ContentFolder);

        Assert.Equal(1, check.ExitCode);
        Assert.Contains($"services/opoka.yaml:{content.LineOf("services/opoka.yaml", "kinde:")}: 'kinde' isn't a known field here.", check.Errors, StringComparison.Ordinal);
        Assert.Contains($"guidance/pets.md:{content.LineOf("guidance/pets.md", "broken [here]")}: The link to 'page:nowhere' leads nowhere.", check.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing was started.", check.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_verb_faulty_content_stops_the_start()
    {
        using var content = new Broken();
        content.Replace("services/opoka.yaml", "kind:", "kinde:");

        var start = await Verb.RunAsync("--urls=http://127.0.0.1:0", content.ContentFolder);

        Assert.Equal(1, start.ExitCode);
        Assert.Contains("services/opoka.yaml:", start.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("listening", start.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Check_of_a_folder_that_is_not_there_names_the_setting()
    {
        var check = await Verb.RunAsync("check", Path.Combine(Path.GetTempPath(), "no-such-folder"));

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("Content:ContentFolder", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_answers_who_would_receive_it()
    {
        var route = await Verb.RunAsync("route", Repository.Content, """{ "needs": ["refuge"], "area": "fenland", "excluded": ["Refuge"], "on": "2026-11-23" }""");

        Assert.Equal((0, ""), (route.ExitCode, route.Errors));
        using var json = JsonDocument.Parse(route.Output[route.Output.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.NotEqual("fenland-refuge", json.RootElement.GetProperty("destination").GetString());
        Assert.EndsWith(".example", json.RootElement.GetProperty("mailbox").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_of_what_it_does_not_understand_returns_2_and_the_words_to_use()
    {
        var route = await Verb.RunAsync("route", Repository.Content, """{ "area": "atlantis" }""");

        Assert.Equal(2, route.ExitCode);
        Assert.Contains("'atlantis' isn't an answer to 'area'. Use one of cambridge-city,", route.Errors, StringComparison.Ordinal);
        Assert.Equal("", route.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("nonsense")]
    public async Task Whoever_asks_for_help_gets_the_verbs_and_no_site(string words)
    {
        var help = await Verb.RunAsync(words);

        Assert.Equal(2, help.ExitCode);
        Assert.Contains("Use check, route,", help.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", help.Output, StringComparison.Ordinal);
    }
}
