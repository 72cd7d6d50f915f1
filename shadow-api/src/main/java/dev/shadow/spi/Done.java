package dev.shadow.spi;

/** The result of an operation that has nothing to tell but that it is done. */
public enum Done {
    /** It is done. */
    DONE
}
