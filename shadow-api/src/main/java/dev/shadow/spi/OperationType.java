package dev.shadow.spi;

import dev.shadow.Capability;
import java.time.Duration;

/**
 * What is true of every operation of one kind.
 *
 * <p>Thread-safe.
 *
 * @param name stable and unique, such as {@code file.read}; the name on a wire, in an audit record and in a policy
 * @param capability what a backend must have for it
 * @param effect what it may change
 * @param timeout the deadline when the caller gives none
 */
public record OperationType(String name, Capability capability, Effect effect, Duration timeout) {
    /** What an operation may change. */
    public enum Effect {
        /** Nothing. It may be repeated at will. */
        READ,
        /** Something, and doing it twice is the same as doing it once. */
        IDEMPOTENT,
        /** Something, each time. It is never repeated once it may have taken effect. */
        WRITE
    }

    @Override
    public String toString() {
        return name;
    }
}
