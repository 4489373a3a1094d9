using System.Diagnostics;
using Tests.Tools;

namespace Tests.Mail;

/// <summary>A test with a real mail server. Says so when it is skipped for want of one; where tools are required it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsThere = new(() =>
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            return false;
        }

        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
        python.WaitForExit();
        return python.ExitCode == 0;
    });

    public SmtpFactAttribute()
    {
        if (!IsThere.Value && !Tool.AreRequired)
        {
            Skip = "needs python3-aiosmtpd: .ci/install-tools installs it on Debian 12";
        }
    }
}
