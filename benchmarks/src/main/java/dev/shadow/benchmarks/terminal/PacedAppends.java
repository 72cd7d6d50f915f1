package dev.shadow.benchmarks.terminal;

import dev.shadow.core.terminal.TerminalBudget;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Appends 100,000 lines a second and prints the 99th percentile of the time of one call, in nanoseconds. Arguments: the
 * milliseconds of warm-up and of measuring, the number of subscribers, and {@code disk} or {@code memory}. Thread-safe.
 */
public final class PacedAppends {
    private static final long INTERVAL_NANOS = 10_000;
    private static final int PERCENT = 99;

    private PacedAppends() {}

    /**
     * Runs it.
     *
     * @param args as above
     * @throws IOException when the disk fails
     */
    public static void main(String[] args) throws IOException {
        long warmup = Long.parseLong(args[0]) * 1_000_000;
        long measured = Long.parseLong(args[1]) * 1_000_000;
        int subscribers = Integer.parseInt(args[2]);
        Path directory = Files.createTempDirectory("shadow-terminal");
        LongAdder seen = new LongAdder();
        try (TerminalEngine terminal = args[3].equals("disk")
                ? new TerminalEngine(
                        TerminalLimits.DEFAULT, TerminalBudget.ofHeap(), directory.resolve("log"), Keeping.ALWAYS)
                : new TerminalEngine(TerminalLimits.DEFAULT, TerminalBudget.ofHeap())) {
            for (int i = 0; i < subscribers; i++) {
                terminal.subscribe(1).subscribe(new Counter(seen));
            }
            append(terminal, warmup);
            long[] times = append(terminal, measured);
            Arrays.sort(times);
            if (subscribers > 0 && seen.sum() == 0) {
                throw new IllegalStateException("no subscriber saw anything");
            }
            System.out.println(times[(int) ((long) times.length * PERCENT / 100)]);
        } finally {
            delete(directory);
        }
    }

    private static long[] append(TerminalEngine terminal, long nanos) {
        long[] times = new long[(int) (nanos / INTERVAL_NANOS)];
        long begin = System.nanoTime();
        for (int i = 0; i < times.length; i++) {
            long due = begin + i * INTERVAL_NANOS;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            int from = i % Lines.COUNT * Lines.LENGTH;
            long before = System.nanoTime();
            terminal.append(Kind.STDOUT, Lines.COMMAND, Lines.BUFFER, from, from + Lines.LENGTH);
            times[i] = System.nanoTime() - before;
        }
        return times;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Counts. */
    private record Counter(LongAdder seen) implements Flow.Subscriber<TerminalEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(TerminalEvent event) {
            seen.increment();
        }

        @Override
        public void onError(Throwable error) {
            throw new IllegalStateException(error);
        }

        @Override
        public void onComplete() {}
    }
}
