package dev.shadow.file;

/** What a path names. */
public enum FileType {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link, seen as itself. */
    SYMBOLIC_LINK,
    /** A device, pipe or socket. */
    OTHER
}
