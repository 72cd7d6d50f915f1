package dev.shadow.core.store;

import dev.shadow.command.Channel;

/**
 * Takes what a process writes.
 *
 * <p>Implementations must be thread-safe.
 */
public interface OutputSink {
    /**
     * Takes over what was read from a pipe, and the array with it: nobody writes to it any more.
     *
     * @param channel standard output or standard error
     * @param bytes what was read, from the first on
     * @param length how many of them count, 1 or more
     */
    void append(Channel channel, byte[] bytes, int length);

    /** Told when nothing more can be read at once, so that those who follow are not told of each piece. */
    void caughtUp();
}
