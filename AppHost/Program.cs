using AppHost;
using AppHost.Access;
using AppHost.Management;
using AppHost.Monitoring;
using AppHost.Parameters;
using AppHost.Ports;
using AppHost.Release;
using AppHost.Webhooks;

if (Help.Asked(args))
{
    return 0;
}

if (Commands.Asked(args))
{
    return await Commands.RunAsync(args);
}

var builder = DistributedApplication.CreateBuilder(args);

var webhookSecret = builder.AddDeveloperSecret("webhook-secret");
var accessToken = builder.AddDeveloperToken("access-token");
var serviceToken = builder.AddServiceToken("service-token");
var smtpHost = builder.AddParameterWithDefault("smtp-host", "localhost");
var smtpFrom = builder.AddParameterWithDefault("smtp-from", "slipway@localhost");
var smtpTo = builder.AddParameterWithDefault("smtp-to", "");
var consoleAddress = builder.AddConsoleAddress("console-address");

var redis = builder.AddRedis("redis").WithDataVolume("redis-data");

// In run mode the Deployer starts the Api, once for every instance of its tracks.
var api = builder.AddProject<Projects.Api>("api")
    .WithPortFromConfiguration()
    .WithReference(redis)
    .WaitFor(redis)
    .WithManagementPort()
    .WithHttpHealthCheck("/health/ready")
    .WithExternalHttpEndpoints()
    .WithExplicitStart();

var release = builder.AddRelease("api-release", api, new ReleaseOptions());

var deployer = builder.AddProject<Projects.Deployer>("deployer")
    .WithPortFromConfiguration()
    .WithReference(redis)
    .WaitFor(redis)
    .WithRelease(release)
    .WithWebhookSecret(webhookSecret)
    .WithDeveloperToken(accessToken)
    .WithServiceToken(serviceToken)
    .WithConsoleLink(accessToken)
    .WithManagementPort()
    .WithHttpHealthCheck("/health/ready")
    .WithExternalHttpEndpoints();

var monitor = builder.AddProject<Projects.Monitor>("monitor")
    .WithPortFromConfiguration()
    .WithReference(redis)
    .WaitFor(redis)
    .WithReference(deployer)
    .WaitFor(deployer)
    .WithDeveloperToken(accessToken)
    .WithServiceToken(serviceToken)
    .WithEnvironment("Smtp__Host", smtpHost)
    .WithEnvironment("Smtp__From", smtpFrom)
    .WithEnvironment("Smtp__To", smtpTo)
    .WithConsoleAddress(consoleAddress, deployer)
    .WithManagementPort()
    .WithHttpHealthCheck("/health/ready");

deployer.WithMonitor(monitor);

builder.Build().Run();
return Environment.ExitCode;
