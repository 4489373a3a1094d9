using System.Runtime.InteropServices;
using Deployer.Control;

namespace Deployer.Local.Records;

/// <summary>
/// Replaces a file as a whole, so that whatever happens either the old or the new content is there to read.
/// </summary>
internal static class DurableFile
{
    private const string TemporarySuffix = ".new";

    /// <summary>Returns once the content would survive a power failure.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var temporary = path + TemporarySuffix;
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            FlushFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterUnavailableException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>The content; null when there is no such file.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be read.</exception>
    public static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterUnavailableException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    // The rename is durable once the folder is. .NET opens no folders, and Windows has no need of it.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int readOnly = 0;
        var descriptor = Native.Open(folder, readOnly);
        if (descriptor >= 0)
        {
            _ = Native.Flush(descriptor);
            _ = Native.Close(descriptor);
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open")]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync")]
        public static extern int Flush(int descriptor);

        [DllImport("libc", EntryPoint = "close")]
        public static extern int Close(int descriptor);
    }
}
