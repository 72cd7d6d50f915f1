package dev.shadow.benchmarks.terminal;

import com.sun.management.ThreadMXBean;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what a terminal full of lines of 80 bytes takes, in bytes for each line: of heap, with the argument {@code retained},
 * or newly allocated for an append, with {@code allocated}. Two numbers that it does not use come first. Thread-safe.
 */
public final class MemoryUse {
    private static final int TERMINALS = 20;
    private static final int ENTRIES = 10_000;
    private static final int APPENDS = 5_000_000;

    private MemoryUse() {}

    /**
     * Runs it.
     *
     * @param args as above
     */
    public static void main(String[] args) {
        System.out.println(args[2].equals("retained") ? retained() : allocated());
    }

    private static double retained() {
        Lines.fullRing().close();
        long before = usedHeap();
        List<TerminalEngine> terminals = new ArrayList<>();
        for (int i = 0; i < TERMINALS; i++) {
            terminals.add(Lines.fullRing());
        }
        try {
            return (double) (usedHeap() - before) / TERMINALS / ENTRIES;
        } finally {
            Reference.reachabilityFence(terminals);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static double allocated() {
        TerminalEngine terminal = Lines.fullRing();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = 0;
        for (int i = -APPENDS; i < APPENDS; i++) {
            if (i == 0) {
                before = threads.getThreadAllocatedBytes(id);
            }
            int from = (i & (Lines.COUNT - 1)) * Lines.LENGTH;
            terminal.append(Kind.STDOUT, Lines.COMMAND, Lines.BUFFER, from, from + Lines.LENGTH);
        }
        return (double) (threads.getThreadAllocatedBytes(id) - before) / APPENDS;
    }
}
