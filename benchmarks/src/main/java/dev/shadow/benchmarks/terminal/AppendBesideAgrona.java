package dev.shadow.benchmarks.terminal;

import dev.shadow.benchmarks.Expect;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Appends a line of 80 bytes, to the ring or to Agrona's, which a thread of its own empties: it keeps nothing, stamps nothing
 * and a writer that finds it full tries again. Thread-safe.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(2)
@Fork(jvmArgsAppend = {"--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"}) // asked for by Agrona 2
public class AppendBesideAgrona {
    private static final int CAPACITY = 1 << 20;

    private final TerminalEngine ring = Lines.fullRing();
    private final UnsafeBuffer source = new UnsafeBuffer(Lines.BUFFER);
    private final ManyToOneRingBuffer agrona = new ManyToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong drained = new AtomicLong();
    private final Thread consumer = new Thread(this::drain, "drain");

    /** Starts the consumer. */
    @Setup
    public void start() {
        consumer.setDaemon(true);
        consumer.start();
    }

    private void drain() {
        while (!stop.get() || agrona.size() > 0) {
            int count = agrona.read((type, buffer, index, length) -> {});
            drained.addAndGet(count);
            if (count == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * The ring.
     *
     * @param turn of this thread
     * @return the sequence
     */
    @Benchmark
    public long ours(AppendLine.Turn turn) {
        int from = turn.next() * Lines.LENGTH;
        return ring.append(Kind.STDOUT, Lines.COMMAND, Lines.BUFFER, from, from + Lines.LENGTH);
    }

    /**
     * Agrona's ring.
     *
     * @param turn of this thread
     * @return 1
     */
    @Benchmark
    public int peer(AppendLine.Turn turn) {
        int from = turn.next() * Lines.LENGTH;
        while (!agrona.write(1, source, from, Lines.LENGTH)) {
            Thread.onSpinWait();
        }
        return 1;
    }

    /**
     * Checks that nothing stayed behind.
     *
     * @throws InterruptedException when the run is ended
     */
    @TearDown
    public void end() throws InterruptedException {
        stop.set(true);
        consumer.join(TimeUnit.SECONDS.toMillis(10));
        Expect.same("bytes left in Agrona's ring", 0, agrona.size());
        Expect.same("entries", TerminalLimits.DEFAULT.entries(), ring.stats().entries());
    }
}
