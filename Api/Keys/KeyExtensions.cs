namespace Api.Keys;

internal static class KeyExtensions
{
    public static void AddKeys(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.ConfigureHttpJsonOptions(
            options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        builder.Services.AddSingleton<IKeyStore, RedisKeyStore>();
    }
}
