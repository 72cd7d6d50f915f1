package dev.shadow.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/** Makes {@link ChannelSocket}s. Thread-safe. */
final class ChannelSocketFactory extends SocketFactory {
    private final Optional<UnixDomainSocketAddress> unix;

    ChannelSocketFactory(Optional<UnixDomainSocketAddress> unix) {
        this.unix = unix;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new ChannelSocket(unix);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }
}
