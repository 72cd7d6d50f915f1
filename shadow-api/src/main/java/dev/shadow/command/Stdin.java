package dev.shadow.command;

import dev.shadow.Bytes;
import java.io.InputStream;

/**
 * What a command reads.
 *
 * <p>Thread-safe.
 */
public sealed interface Stdin {
    /** Nothing: it meets the end of its input at once. */
    record Closed() implements Stdin {}

    /**
     * Given bytes, and then the end.
     *
     * @param content all that it reads
     */
    record Given(Bytes content) implements Stdin {}

    /**
     * What a stream holds, and then the end.
     *
     * @param source read once; compared by identity
     */
    record Streamed(InputStream source) implements Stdin {}

    /** What the caller writes by {@link dev.shadow.CommandHandle#write} until it closes the input. */
    record Open() implements Stdin {}
}
