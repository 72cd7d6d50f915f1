package dev.shadow.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A socket over a channel: an interrupt ends a read or write that waits, which it does not on a socket of its own, and a unix
 * domain socket (unix(7)) looks like any other. Read timeouts are kept when they are very
 * short, as OkHttp asks an idle connection whether it is still there; of the others its watchdog closes the socket.
 *
 * <p>One thread may read while another writes.
 */
final class ChannelSocket extends Socket {
    private static final int LONGEST_KEPT = 10;

    private final Optional<UnixDomainSocketAddress> unix;
    private final SocketChannel channel;
    private volatile int soTimeout;

    /** A socket of TCP, or to a fixed unix domain socket whatever address it is asked to connect to. */
    ChannelSocket(Optional<UnixDomainSocketAddress> unix) throws IOException {
        this.unix = unix;
        this.channel =
                unix.isPresent() ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX) : SocketChannel.open();
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    /** Within the time by a selector: a channel that blocks has no time limit. */
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (unix.isPresent()) {
            channel.connect(unix.get()); // never waits for anybody but a full accept queue
            return;
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        if (!channel.connect(endpoint)) {
            awaitConnection(timeout);
        }
        channel.configureBlocking(true);
    }

    private void awaitConnection(int timeout) throws IOException {
        try (Selector selector = channel.provider().openSelector()) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            selector.select(timeout);
        }
        if (!channel.finishConnect()) {
            channel.close();
            throw new SocketTimeoutException("no connection within " + timeout + " ms");
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                awaitBytes();
                return channel.read(ByteBuffer.wrap(target, offset, length));
            }

            @Override
            public void close() throws IOException {
                ChannelSocket.this.close();
            }
        };
    }

    private void awaitBytes() throws IOException {
        int most = soTimeout;
        if (most == 0 || most > LONGEST_KEPT) {
            return;
        }
        channel.configureBlocking(false);
        try (Selector selector = channel.provider().openSelector()) {
            channel.register(selector, SelectionKey.OP_READ);
            if (selector.select(most) == 0) {
                throw new SocketTimeoutException("nothing came within " + most + " ms");
            }
        } finally {
            if (channel.isOpen()) {
                channel.configureBlocking(true);
            }
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void close() throws IOException {
                ChannelSocket.this.close();
            }
        };
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // a read that waits must not hold it up
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isBound() {
        return channel.isConnected();
    }

    @Override
    public boolean isInputShutdown() {
        return isClosed();
    }

    @Override
    public boolean isOutputShutdown() {
        return isClosed();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public InetAddress getInetAddress() {
        return remote().map(InetSocketAddress::getAddress).orElseGet(InetAddress::getLoopbackAddress);
    }

    @Override
    public int getPort() {
        return remote().map(InetSocketAddress::getPort).orElse(0);
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(getInetAddress(), getPort());
    }

    private Optional<InetSocketAddress> remote() {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress inet ? Optional.of(inet) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void setSoTimeout(int timeout) {
        soTimeout = timeout;
    }

    @Override
    public synchronized int getSoTimeout() {
        return soTimeout;
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        // set when it connects
    }

    @Override
    public String toString() {
        return unix.map(Object::toString).orElse("TCP") + " " + channel;
    }
}
