package dev.shadow.core.store;

import dev.shadow.command.Channel;

/**
 * Takes what a process writes.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes what was read from a pipe, before it returns.
     *
     * @param channel standard output or standard error
     * @param bytes used again by the caller
     * @param length how many of them count, 1 or more
     */
    void append(Channel channel, byte[] bytes, int length);
}
