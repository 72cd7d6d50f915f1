package dev.shadow.git;

/** What happened to a path. */
public enum ChangeKind {
    /** Nothing. */
    UNCHANGED,
    /** It is new. */
    ADDED,
    /** Its content or mode is another. */
    MODIFIED,
    /** It is gone. */
    DELETED,
    /** It had another path. */
    RENAMED,
    /** It is a file and was a link, or the like. */
    TYPE_CHANGED,
    /** It is new and git was not told of it. */
    UNTRACKED,
    /** A merge left it undecided. */
    CONFLICTED
}
