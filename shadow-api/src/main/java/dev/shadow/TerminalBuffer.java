package dev.shadow;

import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalLines;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import dev.shadow.terminal.TerminalText;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a person in front of the workspace would have seen: every command line, its output and its exit, in a ring of bounded
 * size that drops the oldest and takes the newest always. Refused with {@link ErrorCode#UNSUPPORTED} without
 * {@link Capability#TERMINAL}.
 *
 * <p>It holds 10,000 entries and 50 MB at most unless its backend was told otherwise, whichever comes first. Nothing of it
 * waits for a reader or a disk.
 *
 * <p>Thread-safe.
 */
@Experimental
public interface TerminalBuffer extends AutoCloseable {
    /**
     * Appends an entry of kind SYSTEM.
     *
     * @param bytes its content; what is longer than the whole terminal may be loses its middle, see
     *     {@link dev.shadow.terminal.TerminalEntry#omitted}
     * @return its sequence
     */
    default long append(Bytes bytes) {
        return appendAll(List.of(bytes));
    }

    /**
     * Appends entries of kind SYSTEM that follow each other directly, in less time than one by one. Only when the terminals of
     * a process use up their heap, and nothing else can be given up for the entries, those of others may come between.
     *
     * @param entries their contents, at least 1
     * @return the sequence of the last
     */
    long appendAll(List<Bytes> entries);

    /**
     * Entries as they are now.
     *
     * @param fromSequence the first one wanted; when it is gone, the oldest there is. 0 for the oldest in any case
     * @param max the most entries, at least 1
     * @return an immutable copy
     */
    TerminalSnapshot snapshot(long fromSequence, int max);

    /**
     * Entries of a time, as they are now.
     *
     * @param from the earliest time wanted
     * @param to the first time not wanted any more
     * @param max the most entries, at least 1; the oldest are given first
     * @return an immutable copy; its gap is 0
     */
    TerminalSnapshot snapshotBetween(Instant from, Instant to, int max);

    /**
     * Reads text by lines, page by page.
     *
     * @param fromSequence the first entry wanted; 0 for the oldest there is
     * @param text how bytes become text
     * @return at the beginning
     */
    default TerminalLines lines(long fromSequence, TerminalText text) {
        return new TerminalLines(this, fromSequence, text);
    }

    /**
     * Follows the terminal. Every entry from the given one on is either shown once, in order, or lies in a gap that is told.
     *
     * @param fromSequence the first entry wanted; 0 for the oldest there is
     * @param consumer called for each entry and gap
     * @return ends the delivery when closed
     */
    Subscription subscribe(long fromSequence, Consumer<TerminalEvent> consumer);

    /**
     * The state of the terminal.
     *
     * @return a fresh look
     */
    TerminalStats stats();

    /** Drops every entry, on disk too, and leaves one of kind SYSTEM that says so. Sequences go on. */
    void clear();

    /**
     * Keeps the terminal on disk from now on, where its backend did not do so already, and waits until everything appended so
     * far is there. Entries appended later follow within moments, without anybody waiting for that.
     *
     * @return the last sequence on disk
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} when the backend has no disk; {@link ErrorCode#NO_SPACE} or
     *     {@link ErrorCode#IO_ERROR} when the disk refuses
     */
    long persist();

    /**
     * Brings back what an earlier process left on disk, as far as there is room: entries older than all those held. A backend
     * that keeps its terminals on disk by itself did so already.
     *
     * @return how many entries came back
     * @throws ShadowException as {@link #persist}
     */
    int restore();

    /**
     * Ends the subscriptions made through this object, and refuses its other methods with {@link ErrorCode#CLOSED} from now
     * on. The terminal itself goes on for everybody else, and ends with its workspace. Does nothing the second time.
     */
    @Override
    void close();
}
