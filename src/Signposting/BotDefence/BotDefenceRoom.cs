using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signposting.SafeBrowsing;

namespace Signposting.BotDefence;

/// <summary>Programs that send forms: noticed, slowed and marked, never at the cost of a person.</summary>
public static class BotDefenceRoom
{
    /// <summary>The gate and all that it looks with.</summary>
    public static WebApplicationBuilder AddBotDefence(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BotDefenceOptions>().BindConfiguration("BotDefence").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RecaptchaOptions>().BindConfiguration("BotDefence:Recaptcha").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<SafetyOptions>().Configure<IOptions<RecaptchaOptions>>((safety, recaptcha) => safety.FramesOurPages = recaptcha.Value.On);
        builder.Services.AddHttpClient(SiteVerify.Client, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(3);
            client.MaxResponseContentBufferSize = 64 * 1024;
            // A secret goes nowhere else.
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        builder.Services.AddSingleton<Networks>();
        builder.Services.AddSingleton<Pressure>();
        builder.Services.AddSingleton<Riddles>();
        builder.Services.AddSingleton<Vouchers>();
        builder.Services.AddSingleton<SiteVerify>();
        builder.Services.AddSingleton<Gate>();
        return builder;
    }
}
