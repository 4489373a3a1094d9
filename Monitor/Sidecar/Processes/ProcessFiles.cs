using System.Text;

namespace Monitor.Sidecar.Processes;

/// <summary>Reads files of which nobody knows the length: those of the kernel, and what stands in their place in a container.</summary>
internal static class ProcessFiles
{
    private const int MaxBytes = 256 * 1024;

    /// <exception cref="IOException">It is not there, or longer than any such file is.</exception>
    public static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[4096];
        var length = 0;
        while (stream.Read(bytes, length, bytes.Length - length) is > 0 and var count)
        {
            length += count;
            if (length == bytes.Length)
            {
                if (length >= MaxBytes)
                {
                    throw new IOException($"{path} is longer than {MaxBytes} bytes");
                }

                Array.Resize(ref bytes, length * 2);
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
