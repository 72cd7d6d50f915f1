package dev.shadow.benchmarks.terminal;

import dev.shadow.benchmarks.Expect;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.terminal.TerminalSnapshot;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Takes a snapshot of the newest entries of a full terminal. Thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Snapshots {
    @Param("10000")
    private int entries = TerminalLimits.DEFAULT.entries();

    private final TerminalEngine ring = Lines.fullRing();
    private final Object[] references = new Object[TerminalLimits.DEFAULT.entries()];

    /** Checks the snapshot. */
    @Setup
    public void check() {
        Arrays.fill(references, Lines.ALL);
        TerminalSnapshot snapshot = ours();
        Expect.same("size", entries, snapshot.size());
        int newest = (2 * TerminalLimits.DEFAULT.entries() - 1) % Lines.COUNT;
        Expect.same("newest", Lines.ALL.get(newest), snapshot.entry(entries - 1).bytes());
    }

    /**
     * A snapshot.
     *
     * @return of so many entries
     */
    @Benchmark
    public TerminalSnapshot ours() {
        return ring.snapshot(2L * TerminalLimits.DEFAULT.entries() - entries + 1, entries);
    }

    /**
     * A copy of as many references.
     *
     * @return the copy
     */
    @Benchmark
    public Object[] peer() {
        return Arrays.copyOf(references, entries);
    }
}
