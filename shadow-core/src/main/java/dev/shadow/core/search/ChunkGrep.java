package dev.shadow.core.search;

/** How a file is searched, chunk after chunk. Not thread-safe. */
interface ChunkGrep {
    /** Another file. */
    void begin(String path);

    /** The next chunk, with a character for each byte. Whether another one is wanted. */
    boolean search(String text);

    /** There are no more. */
    void end();
}
