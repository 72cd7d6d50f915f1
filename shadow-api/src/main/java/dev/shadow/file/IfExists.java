package dev.shadow.file;

/** What a move or copy does when its target is there. */
public enum IfExists {
    /** It is refused with {@link dev.shadow.ErrorCode#ALREADY_EXISTS}. */
    FAIL,
    /** A file is replaced; a directory is still refused. */
    REPLACE
}
