package dev.shadow.file;

/**
 * What must hold of a file when it is written.
 *
 * <p>Thread-safe.
 */
public sealed interface WriteCondition {
    /** Anything. */
    record Any() implements WriteCondition {}

    /** It is not there. */
    record Absent() implements WriteCondition {}

    /**
     * It is in this version.
     *
     * @param version the version
     */
    record Version(FileVersion version) implements WriteCondition {}
}
