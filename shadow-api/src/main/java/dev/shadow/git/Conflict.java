package dev.shadow.git;

/** How the two sides of an unfinished merge differ on a path; see the table of git-status(1). */
public enum Conflict {
    /** Both deleted it, one of them by a rename. */
    BOTH_DELETED,
    /** Only ours has it. */
    ADDED_BY_US,
    /** Ours changed it and theirs deleted it. */
    DELETED_BY_THEM,
    /** Only theirs has it. */
    ADDED_BY_THEM,
    /** Ours deleted it and theirs changed it. */
    DELETED_BY_US,
    /** Both added it, and not alike. */
    BOTH_ADDED,
    /** Both changed it, and not alike. */
    BOTH_MODIFIED
}
