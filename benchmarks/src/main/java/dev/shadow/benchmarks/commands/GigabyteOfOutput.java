package dev.shadow.benchmarks.commands;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints the nanoseconds that a gigabyte takes out of one command: to a subscriber of ours, which counts it, with the argument
 * {@code ours}; or out of the same pipe into an array, with {@code peer}. The milliseconds of warm-up and of measuring come
 * first. Thread-safe.
 */
public final class GigabyteOfOutput {
    private static final long BYTES = 1_000_000_000;
    private static final String[] ARGV = {"head", "-c", Long.toString(BYTES), "/dev/zero"};
    private static final int ARRAY = 64 << 10;

    private GigabyteOfOutput() {}

    /**
     * Runs it.
     *
     * @param args as above
     * @throws IOException when a process cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        long warmup = Long.parseLong(args[0]) * 1_000_000;
        long measured = Long.parseLong(args[1]) * 1_000_000;
        if (args[2].equals("ours")) {
            try (LocalWorkspace workspace = new LocalWorkspace()) {
                System.out.println(median(() -> ours(workspace), warmup, measured));
            }
        } else {
            System.out.println(median(GigabyteOfOutput::peer, warmup, measured));
        }
    }

    @FunctionalInterface
    private interface Pass {
        void run() throws IOException, InterruptedException;
    }

    private static double median(Pass pass, long warmup, long measured) throws IOException, InterruptedException {
        long start = System.nanoTime();
        do {
            pass.run();
        } while (System.nanoTime() - start < warmup);
        List<Long> times = new ArrayList<>();
        start = System.nanoTime();
        do {
            long before = System.nanoTime();
            pass.run();
            times.add(System.nanoTime() - before);
        } while (System.nanoTime() - start < measured);
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    private static void ours(LocalWorkspace workspace) {
        AtomicLong seen = new AtomicLong();
        AtomicLong missing = new AtomicLong();
        CommandResult result = workspace.tools().run(Command.of(ARGV[0], ARGV[1], ARGV[2], ARGV[3]), chunk -> {
            seen.addAndGet(chunk.bytes().size());
            missing.addAndGet(chunk.missing());
        });
        Expect.same("end of our command", "exited with 0", result.exit().describe());
        Expect.same("bytes of our command", BYTES, result.stdout().totalBytes());
        Expect.same("bytes given to the subscriber", BYTES, seen.get());
        Expect.same("bytes not given to the subscriber", 0L, missing.get());
    }

    private static void peer() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ARGV).start();
        byte[] array = new byte[ARRAY];
        long seen = 0;
        try (InputStream output = process.getInputStream()) {
            for (int n = output.read(array); n >= 0; n = output.read(array)) {
                seen += n;
            }
        }
        Expect.same("end of the peer's command", 0, process.waitFor());
        Expect.same("bytes of the peer's command", BYTES, seen);
    }
}
