package dev.shadow.file;

import dev.shadow.spi.Check;

/**
 * Which part of a file.
 *
 * <p>Thread-safe.
 */
public sealed interface ReadRange {
    /** All of it. */
    record All() implements ReadRange {}

    /**
     * Some lines. A line ends after its {@code \n}; the {@code \r} of {@code \r\n} belongs to the line.
     *
     * @param first from 1
     * @param last inclusive, not before the first
     */
    record Lines(long first, long last) implements ReadRange {
        /**
         * Checks the bounds.
         *
         * @param first the component of that name
         * @param last the component of that name
         */
        public Lines {
            Check.range("first line", first, 1, Long.MAX_VALUE);
            Check.range("last line", last, first, Long.MAX_VALUE);
        }
    }

    /**
     * Some bytes.
     *
     * @param offset from 0
     * @param length at least 1
     */
    record ByteRange(long offset, long length) implements ReadRange {
        /**
         * Checks the bounds.
         *
         * @param offset the component of that name
         * @param length the component of that name
         */
        public ByteRange {
            Check.range("offset", offset, 0, Long.MAX_VALUE);
            Check.range("length", length, 1, Long.MAX_VALUE);
        }
    }
}
