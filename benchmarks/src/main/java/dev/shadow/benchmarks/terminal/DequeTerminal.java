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

    record Entry(long sequence, long time, int kind, String commandId, byte[] bytes) {}

    DequeTerminal(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** Copies the bytes, as whoever reads a pipe uses its buffer again. */
    synchronized long append(int kind, String commandId, byte[] buffer, int from, int to) {
        Entry entry = new Entry(
                ++sequence, System.currentTimeMillis(), kind, commandId, Arrays.copyOfRange(buffer, from, to));
        entries.addLast(entry);
        bytes += entry.bytes().length;
        while (entries.size() > mostEntries || bytes > mostBytes) {
            bytes -= entries.removeFirst().bytes().length;
        }
        return sequence;
    }

    synchronized int size() {
        return entries.size();
    }
}
