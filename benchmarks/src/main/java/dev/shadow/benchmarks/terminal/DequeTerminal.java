package dev.shadow.benchmarks.terminal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The least that anybody would write: one lock, entries in a deque, bytes counted, the oldest dropped. Thread-safe. */
final class DequeTerminal {
    private final int mostEntries;
    private final long mostBytes;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private long sequence;

    /** What each line becomes. */
    private static final class Entry {
        final long sequence;
        final long time;
        final int kind;
        final String commandId;
        final byte[] bytes;

        Entry(long sequence, long time, int kind, String commandId, byte[] bytes) {
            this.sequence = sequence;
            this.time = time;
            this.kind = kind;
            this.commandId = commandId;
            this.bytes = bytes;
        }
    }

    DequeTerminal(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** Copies the bytes, as whoever reads a pipe uses its buffer again. */
    synchronized long append(int kind, String commandId, byte[] buffer, int from, int to) {
        Entry entry = new Entry(
                ++sequence, System.currentTimeMillis(), kind, commandId, Arrays.copyOfRange(buffer, from, to));
        entries.addLast(entry);
        bytes += entry.bytes.length;
        while (entries.size() > mostEntries || bytes > mostBytes) {
            bytes -= entries.removeFirst().bytes.length;
        }
        return entry.sequence;
    }

    synchronized int size() {
        return entries.size();
    }

    /** What it remembers of the newest line, for whoever checks it. */
    synchronized String newest() {
        Entry entry = entries.getLast();
        return entry.sequence + " at " + entry.time + ", " + entry.kind + " of " + entry.commandId;
    }
}
