package dev.shadow.protocol;

import java.util.Optional;
import java.util.Set;

/**
 * What a sidecar is.
 *
 * <p>Thread-safe.
 *
 * @param protocol the version of this protocol, {@value #PROTOCOL} today
 * @param version of the program
 * @param instance lives as long as the sidecar's state; keys belong to it
 * @param boot changes with each start of its process
 * @param backend whose workspaces it serves, such as {@code local}; absent from older ones
 * @param features what it has beyond the first version of the protocol, such as {@link #BATCH}
 * @param limits what it takes
 */
public record SidecarInfo(
        int protocol,
        String version,
        String instance,
        String boot,
        Optional<String> backend,
        Set<String> features,
        Limits limits) {
    /** The version of the protocol in these classes. */
    public static final int PROTOCOL = 1;

    /** The feature of taking several calls in one request, by {@link Routes#BATCH}. */
    public static final String BATCH = "batch";

    /** Keeps its own set. */
    public SidecarInfo {
        features = Set.copyOf(features);
    }

    /**
     * What a sidecar takes.
     *
     * <p>Thread-safe.
     *
     * @param requestBytes the largest body of a request
     * @param concurrentCalls how many calls may be under way, streams apart
     * @param handleLeaseSeconds how long a handle lives that nobody uses
     */
    public record Limits(long requestBytes, int concurrentCalls, long handleLeaseSeconds) {}
}
