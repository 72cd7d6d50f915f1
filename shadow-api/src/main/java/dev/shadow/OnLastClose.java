package dev.shadow;

/** What becomes of a workspace's running commands when its last handle is closed. A lost connection is never a close. */
public enum OnLastClose {
    /** They are ended, with everything that they started. */
    END_COMMANDS,
    /** They go on, and can be re-attached by id. */
    KEEP
}
