using Monitor.Alerting;
using Monitor.Discovery;
using Monitor.Endpoints;
using Monitor.Endpoints.Alertmanager;
using Monitor.Forwarding;
using Monitor.Kube;
using Monitor.Mail;
using Monitor.Measurements;
using Monitor.Scraping;
using Monitor.Sidecar;
using Monitor.Slack;
using Monitor.Storage;
using Monitor.Tracks;
using Monitor.Yaml;
using ServiceDefaults.Access;

return await Service.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults();
    builder.AddAccess();
    builder.AddDiscovery();
    builder.AddKube();
    builder.AddScraping();
    builder.AddSidecar();
    builder.AddMeasurements();
    builder.AddTracks();
    builder.AddYaml();
    builder.AddStorage();
    builder.AddAlerting();
    builder.AddMail();
    builder.AddSlack();
    builder.AddForwarding();
    builder.AddEndpoints();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapInstances();
    app.MapMeasurements();
    app.MapOutbox();
    app.MapAlertmanager();
    await Service.ServeAsync(app);
});
