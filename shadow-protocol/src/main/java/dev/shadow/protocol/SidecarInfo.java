package dev.shadow.protocol;

/**
 * What a sidecar is.
 *
 * <p>Thread-safe.
 *
 * @param protocol the version of this protocol, {@value #PROTOCOL} today
 * @param version of the program
 * @param instance lives as long as the sidecar's state; keys belong to it
 * @param boot changes with each start of its process
 * @param limits what it takes
 */
public record SidecarInfo(int protocol, String version, String instance, String boot, Limits limits) {
    /** The version of the protocol in these classes. */
    public static final int PROTOCOL = 1;

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
