package dev.shadow.git;

import java.util.Optional;

/**
 * Gives credentials for one git operation. It is asked anew each time, on the host, so that tokens may be short-lived.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface CredentialSource {
    /**
     * Credentials for an operation.
     *
     * @param url the remote; what is given is sent to its scheme, host and port only
     * @param purpose what for
     * @return empty to go without
     */
    Optional<Credential> credentialFor(RemoteUrl url, Purpose purpose);

    /**
     * A source that has none.
     *
     * @return the source
     */
    static CredentialSource none() {
        return (url, purpose) -> Optional.empty();
    }

    /** What credentials are for. */
    enum Purpose {
        /** Clone and fetch. */
        READ,
        /** Push. */
        WRITE
    }
}
