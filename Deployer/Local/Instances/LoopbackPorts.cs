using System.Net;
using System.Net.Sockets;

namespace Deployer.Local.Instances;

/// <summary>Hands out free ports, none of them twice at a time.</summary>
internal sealed class LoopbackPorts
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _taken = [];

    /// <summary>
    /// A port that is free now. Somebody else may still be quicker; then its taker fails to bind, and asks again.
    /// </summary>
    public int Take()
    {
        lock (_lock)
        {
            while (true)
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                if (_taken.Add(port))
                {
                    return port;
                }
            }
        }
    }

    /// <summary>Marks the port of an instance that already runs.</summary>
    public void Keep(int port)
    {
        lock (_lock)
        {
            _taken.Add(port);
        }
    }

    public void Return(int port)
    {
        lock (_lock)
        {
            _taken.Remove(port);
        }
    }
}
