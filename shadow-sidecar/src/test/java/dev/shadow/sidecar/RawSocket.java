package dev.shadow.sidecar;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends what no HTTP client would. */
final class RawSocket {
    private static final int LONGEST = 1 << 20;

    private RawSocket() {}

    /** The whole answer, which the server ends by closing. */
    static String answer(URI base, String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // it was refused before all of it was sent
            }
            return new String(socket.getInputStream().readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        }
    }
}
