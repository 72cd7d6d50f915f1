package dev.shadow.sidecar;

import dev.shadow.protocol.Routes;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks a sidecar of this process whether it is ready, over the connection that others would use. */
final class SelfCheck {
    private static final int LONGEST_ANSWER = 4096;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final byte[] REQUEST = ("GET " + Routes.READY
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private SelfCheck() {}

    /** The first line of the answer. */
    static String ask(String address) throws IOException {
        String answer = address.startsWith("unix://")
                ? overUnixSocket(Path.of(address.substring("unix://".length())))
                : overTcp(URI.create(address));
        return answer.lines().findFirst().orElse("no answer");
    }

    private static String overTcp(URI address) throws IOException {
        try (Socket socket = socket(address)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(REQUEST);
            return text(socket.getInputStream().readNBytes(LONGEST_ANSWER));
        }
    }

    private static Socket socket(URI address) throws IOException {
        if (!address.getScheme().equals("https")) {
            return new Socket(address.getHost(), address.getPort());
        }
        try {
            SSLContext anyone = SSLContext.getInstance("TLS");
            anyone.init(null, new TrustManager[] {new Anyone()}, null);
            return anyone.getSocketFactory().createSocket(address.getHost(), address.getPort());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String overUnixSocket(Path path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.write(ByteBuffer.wrap(REQUEST));
            ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // until the other side ends it
            }
            return text(java.util.Arrays.copyOf(answer.array(), answer.position()));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The other side is this process, whatever name its certificate has. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
