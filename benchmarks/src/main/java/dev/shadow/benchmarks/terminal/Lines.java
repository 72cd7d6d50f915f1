package dev.shadow.benchmarks.terminal;

import dev.shadow.Bytes;
import dev.shadow.core.terminal.TerminalBudget;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.util.ArrayList;
import java.util.List;

/** The lines that all benchmarks append: 64 of 80 bytes in one buffer, as read from a pipe. */
final class Lines {
    static final int LENGTH = 80;
    static final int COUNT = 64;
    static final String COMMAND = "c-1";
    static final byte[] BUFFER = buffer();
    static final int[] ENDS = ends();
    static final List<Bytes> ALL = all();

    private Lines() {}

    private static byte[] buffer() {
        byte[] buffer = new byte[LENGTH * COUNT];
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = (byte) (i % LENGTH == LENGTH - 1 ? '\n' : 'a' + i % 26);
        }
        return buffer;
    }

    private static int[] ends() {
        int[] ends = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            ends[i] = (i + 1) * LENGTH;
        }
        return ends;
    }

    private static List<Bytes> all() {
        Bytes whole = Bytes.copyOf(BUFFER);
        List<Bytes> lines = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            lines.add(whole.slice(i * LENGTH, (i + 1) * LENGTH));
        }
        return List.copyOf(lines);
    }

    static TerminalEngine fullRing() {
        TerminalEngine ring = new TerminalEngine(TerminalLimits.DEFAULT, new TerminalBudget(256L << 20));
        for (int i = 0; i < 2 * TerminalLimits.DEFAULT.entries(); i++) {
            ring.append(Kind.STDOUT, COMMAND, ALL.get(i % COUNT));
        }
        return ring;
    }

    static DequeTerminal fullDeque() {
        DequeTerminal deque = new DequeTerminal(TerminalLimits.DEFAULT.entries(), TerminalLimits.DEFAULT.bytes());
        for (int i = 0; i < 2 * TerminalLimits.DEFAULT.entries(); i++) {
            int from = i % COUNT * LENGTH;
            deque.append(0, COMMAND, BUFFER, from, from + LENGTH);
        }
        return deque;
    }
}
