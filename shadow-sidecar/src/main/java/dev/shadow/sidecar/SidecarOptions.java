package dev.shadow.sidecar;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a sidecar is started.
 *
 * <p>Thread-safe.
 *
 * @param backend the name of the backend whose workspaces it serves, such as {@code local}
 * @param workspaces where workspaces are put that do not say where; absent: in the state directory
 * @param state where Shadow's own files are
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free; absent: none
 * @param unixSocket the path of a unix domain socket to listen on
 * @param tokenFile the file with the token that requests must bring; absent only on a loopback address or a unix socket
 * @param tls the certificate to serve HTTPS with
 * @param requestBytes the largest body of a request
 * @param concurrentCalls how many calls may be under way, streams apart
 * @param handleLease how long an opened workspace stays open that nobody uses
 * @param shutdownGrace how long answers may take to finish when the sidecar is stopped
 */
public record SidecarOptions(
        String backend,
        Optional<Path> workspaces,
        Optional<Path> state,
        String host,
        Optional<Integer> port,
        Optional<Path> unixSocket,
        Optional<Path> tokenFile,
        Optional<Tls> tls,
        long requestBytes,
        int concurrentCalls,
        Duration handleLease,
        Duration shutdownGrace) {
    /**
     * A certificate and its key, both as PEM files.
     *
     * @param certificate the chain, its own certificate first
     * @param key PKCS #8, not encrypted
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * On a free port of the loopback address, without a token, with every default.
     *
     * @param state where Shadow's own files are
     * @return for tests and examples
     */
    public static SidecarOptions onLoopback(Path state) {
        return new SidecarOptions(
                "local",
                Optional.empty(),
                Optional.of(state),
                "127.0.0.1",
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                16 << 20,
                256,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10));
    }
}
