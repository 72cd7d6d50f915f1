package dev.shadow.file;

/** In which order a directory is listed, and so which entries come within the limit. */
public enum ListOrder {
    /** A depth-first walk, names by their UTF-16 code units. */
    PATH,
    /** What changed last comes first; of one time, by path. */
    NEWEST_FIRST,
    /** The largest file comes first; of one size, as directories and links are, by path. */
    LARGEST_FIRST
}
