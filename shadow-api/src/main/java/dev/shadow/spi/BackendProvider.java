package dev.shadow.spi;

import dev.shadow.Setting;
import java.util.List;

/**
 * The way in to a backend, found by {@link java.util.ServiceLoader}. A provider is made whenever backends are looked for, so
 * its constructor must do nothing; a dependency that may be missing is first touched in {@link #open}.
 *
 * <p>Implementations must be thread-safe and need a public constructor without parameters.
 */
public interface BackendProvider {
    /**
     * What {@code AGENT_MODE} calls this backend.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * The settings that this backend reads beside the common ones.
     *
     * @return none by default
     */
    default List<Setting> settings() {
        return List.of();
    }

    /**
     * Opens the backend.
     *
     * @param environment settings and credentials
     * @return to be closed by the caller
     */
    Backend open(BackendEnvironment environment);
}
