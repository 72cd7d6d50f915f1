package dev.shadow.local;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.sshd.agent.AbstractConnector;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/** A conversation with an SSH agent over its socket; see draft-miller-ssh-agent. Not thread-safe. */
final class SshAgent extends AbstractConnector {
    private static final String VARIABLE = "SSH_AUTH_SOCK";

    /** An agent may ask its user before it signs. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path socket;
    private @Nullable SocketChannel channel;

    private SshAgent(Path socket) {
        this.socket = socket;
    }

    @Override
    public boolean connect() {
        try {
            SocketChannel opened = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            opened.configureBlocking(false);
            channel = opened;
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no agent there: keys in files remain
        }
    }

    @Override
    public byte[] rpc(byte command, byte[] message) throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            throw new IOException("no connection to the SSH agent");
        }
        prepareMessage(command, message);
        transfer(open, ByteBuffer.wrap(message), SelectionKey.OP_WRITE);
        byte[] length = new byte[Integer.BYTES];
        transfer(open, ByteBuffer.wrap(length), SelectionKey.OP_READ);
        byte[] reply = new byte[toLength(command, length)];
        transfer(open, ByteBuffer.wrap(reply), SelectionKey.OP_READ);
        return reply;
    }

    private static void transfer(SocketChannel open, ByteBuffer bytes, int operation) throws IOException {
        try (Selector selector = Selector.open()) {
            open.register(selector, operation);
            while (bytes.hasRemaining()) {
                int moved = operation == SelectionKey.OP_READ ? open.read(bytes) : open.write(bytes);
                if (moved < 0) {
                    throw new EOFException("the SSH agent closed the connection");
                }
                if (moved == 0 && selector.select(PATIENCE.toMillis()) == 0) {
                    throw new InterruptedIOException("the SSH agent does not answer");
                }
                selector.selectedKeys().clear();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** Finds the agent that the environment or ssh_config(5) names. Thread-safe. */
    static final class Factory implements ConnectorFactory {
        private final Map<String, String> environment;

        Factory(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public @Nullable Connector create(@Nullable String identityAgent, File homeDirectory) {
            boolean named = identityAgent != null && !identityAgent.isEmpty() && !identityAgent.equals(VARIABLE);
            String socket = named ? identityAgent : environment.get(VARIABLE);
            return socket == null || socket.isEmpty() || socket.equals("none") ? null : new SshAgent(Path.of(socket));
        }

        @Override
        public boolean isSupported() {
            return true;
        }

        @Override
        public String getName() {
            return "shadow";
        }

        @Override
        public Collection<ConnectorDescriptor> getSupportedConnectors() {
            return List.of(getDefaultConnector());
        }

        @Override
        public ConnectorDescriptor getDefaultConnector() {
            return new ConnectorDescriptor() {
                @Override
                public String getIdentityAgent() {
                    return VARIABLE;
                }

                @Override
                public String getDisplayName() {
                    return "SSH agent";
                }
            };
        }
    }
}
