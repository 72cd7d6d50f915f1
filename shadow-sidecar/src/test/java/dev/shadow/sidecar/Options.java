package dev.shadow.sidecar;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Options on a loopback address with some of them changed. */
final class Options {
    private Options() {}

    static SidecarOptions of(
            Path state, Optional<Path> workspaces, Optional<Path> token, long requestBytes, int calls) {
        return new SidecarOptions(
                "local",
                workspaces,
                Optional.of(state),
                "127.0.0.1",
                Optional.of(0),
                Optional.empty(),
                token,
                Optional.empty(),
                requestBytes,
                calls,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10));
    }

    static SidecarOptions withToken(Path state, Path token) {
        return of(state, Optional.empty(), Optional.of(token), 16 << 20, 256);
    }

    static SidecarOptions withCalls(Path state, int calls) {
        return of(state, Optional.empty(), Optional.empty(), 16 << 20, calls);
    }

    static SidecarOptions withWorkspaces(Path state, Path workspaces) {
        return of(state, Optional.of(workspaces), Optional.empty(), 16 << 20, 256);
    }
}
