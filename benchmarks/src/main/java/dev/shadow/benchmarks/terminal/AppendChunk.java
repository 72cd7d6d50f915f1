package dev.shadow.benchmarks.terminal;

import dev.shadow.benchmarks.Expect;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalSnapshot;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Appends 64 lines of 80 bytes to a full terminal, each an entry; the time is that of one line. Thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Lines.COUNT)
public class AppendChunk {
    private final TerminalEngine ring = Lines.fullRing();
    private final DequeTerminal deque = Lines.fullDeque();

    /** Checks both sides. */
    @Setup
    @TearDown
    public void check() {
        TerminalSnapshot last = ring.snapshot(ours() - Lines.COUNT + 1, Lines.COUNT);
        for (int i = 0; i < Lines.COUNT; i++) {
            Expect.same("line", Lines.ALL.get(i), last.entry(i).bytes());
        }
        Expect.same("entries", TerminalLimits.DEFAULT.entries(), ring.stats().entries());
        peer();
        Expect.same("entries of the deque", TerminalLimits.DEFAULT.entries(), deque.size());
    }

    /**
     * One call of the ring.
     *
     * @return the last sequence
     */
    @Benchmark
    public long ours() {
        return ring.appendAll(Kind.STDOUT, Lines.COMMAND, Lines.BUFFER, 0, Lines.ENDS);
    }

    /**
     * A call of the deque for each line.
     *
     * @return the last sequence
     */
    @Benchmark
    public long peer() {
        long last = 0;
        for (int from = 0; from < Lines.BUFFER.length; from += Lines.LENGTH) {
            last = deque.append(0, Lines.COMMAND, Lines.BUFFER, from, from + Lines.LENGTH);
        }
        return last;
    }
}
