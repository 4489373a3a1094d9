using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Drain;

/// <summary>
/// While draining, every answer closes its connection. So clients that keep connections open go elsewhere in time,
/// and none of them sends a request at the moment the server closes.
/// </summary>
internal sealed class ConnectionClosing(DrainState state) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            // HTTP/2 and later have no such header; their server says GOAWAY.
            if (state.IsDraining && HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                context.Response.Headers.Connection = "close";
            }

            return following(context);
        });
        next(app);
    };
}
