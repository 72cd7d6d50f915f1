package dev.shadow.benchmarks.terminal;

import dev.shadow.benchmarks.Expect;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Appends a line of 80 bytes to a full terminal. Thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendLine {
    private final TerminalEngine ring = Lines.fullRing();
    private final DequeTerminal deque = Lines.fullDeque();

    /** Which line is next. Not thread-safe. */
    @State(Scope.Thread)
    public static class Turn {
        private int count;

        int next() {
            return count++ & (Lines.COUNT - 1);
        }
    }

    /** Checks both sides. */
    @Setup
    @TearDown
    public void check() {
        long sequence = ring.append(Kind.STDOUT, Lines.COMMAND, Lines.ALL.get(3));
        TerminalEntry entry = ring.snapshot(sequence, 1).entry(0);
        Expect.same("line", Lines.ALL.get(3), entry.bytes());
        Expect.same("entries", TerminalLimits.DEFAULT.entries(), ring.stats().entries());
        Expect.same("entries of the deque", TerminalLimits.DEFAULT.entries(), deque.size());
        Expect.same("command of the deque", true, deque.newest().endsWith(Lines.COMMAND));
    }

    /**
     * The ring.
     *
     * @param turn of this thread
     * @return the sequence
     */
    @Benchmark
    public long ours(Turn turn) {
        int from = turn.next() * Lines.LENGTH;
        return ring.append(Kind.STDOUT, Lines.COMMAND, Lines.BUFFER, from, from + Lines.LENGTH);
    }

    /**
     * The deque.
     *
     * @param turn of this thread
     * @return the sequence
     */
    @Benchmark
    public long peer(Turn turn) {
        int from = turn.next() * Lines.LENGTH;
        return deque.append(0, Lines.COMMAND, Lines.BUFFER, from, from + Lines.LENGTH);
    }
}
