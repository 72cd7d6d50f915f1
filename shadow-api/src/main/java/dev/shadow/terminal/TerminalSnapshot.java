package dev.shadow.terminal;

import dev.shadow.Experimental;
import java.util.function.Consumer;

/**
 * A run of entries as they were at one moment.
 *
 * <p>Implementations are immutable and must be thread-safe.
 */
@Experimental
public interface TerminalSnapshot {
    /**
     * How many entries there are.
     *
     * @return 0 or more
     */
    int size();

    /**
     * One entry.
     *
     * @param index from 0 to {@code size() - 1}, oldest first
     * @return the entry
     * @throws IndexOutOfBoundsException when the index lies outside
     */
    TerminalEntry entry(int index);

    /**
     * Shows every entry, oldest first.
     *
     * @param visitor called for each
     */
    default void forEach(Consumer<TerminalEntry> visitor) {
        for (int i = 0; i < size(); i++) {
            visitor.accept(entry(i));
        }
    }

    /**
     * Where to go on.
     *
     * @return the sequence after the last entry here; when there is none, the first one that may still come
     */
    long next();

    /**
     * How many sequences between the one asked for and the first one here are gone. After the death of a process some billions
     * of them were never given out, so that none is given out twice.
     *
     * @return 0 as a rule
     */
    long gap();
}
