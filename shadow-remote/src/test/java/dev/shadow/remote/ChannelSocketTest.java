package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelSocketTest {
    /** OkHttp asks so before it sends something on a connection that was idle for ten seconds. */
    @Test
    void aVeryShortReadTimeoutTellsWhetherThePeerIsThere() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChannelSocket socket = new ChannelSocket(Optional.empty())) {
            socket.connect(server.getLocalSocketAddress());
            Socket peer = server.accept();
            InputStream input = socket.getInputStream();
            socket.setSoTimeout(1);
            assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
            peer.getOutputStream().write(7);
            socket.setSoTimeout(0);
            assertThat(input.read()).isEqualTo(7);
            socket.getOutputStream().write(8);
            assertThat(peer.getInputStream().read()).isEqualTo(8);
            peer.close();
            assertThat(input.read()).isEqualTo(-1);
        }
    }
}
