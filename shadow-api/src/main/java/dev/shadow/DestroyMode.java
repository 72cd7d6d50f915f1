package dev.shadow;

/** What becomes of the work when a workspace is destroyed. */
public enum DestroyMode {
    /**
     * Everything is committed and pushed first. If that fails the workspace stays as it is and the error says why. A
     * workspace without a repository cannot push; destroy it with {@link #DISCARD}.
     */
    PUSH_FIRST,
    /** What was not pushed is gone. */
    DISCARD
}
