package dev.shadow.benchmarks.commands;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.command.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Prints the nanoseconds that 200 commands take which run at once: by ours, with the argument {@code ours}, where no thread may
 * be left afterwards; or by the JDK, with {@code peer}. Two numbers that it does not use come first. Thread-safe.
 */
public final class CommandsAtOnce {
    private static final int COMMANDS = 200;
    private static final int PASSES = 3;
    private static final String LINE = "seq 1 1000; sleep 0.2";
    private static final int BYTES = 3893;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private CommandsAtOnce() {}

    /**
     * Runs it.
     *
     * @param args as above
     * @throws InterruptedException when nobody wants to know any more
     */
    public static void main(String[] args) throws InterruptedException {
        List<Long> times = new ArrayList<>();
        try (LocalWorkspace workspace = new LocalWorkspace()) {
            for (int i = 0; i < PASSES; i++) {
                Runnable command = args[2].equals("ours") ? () -> ours(workspace) : CommandsAtOnce::peer;
                long start = System.nanoTime();
                allAtOnce(command);
                times.add(System.nanoTime() - start);
            }
        }
        awaitThreadsGone();
        times.sort(null);
        System.out.println(times.get(times.size() / 2));
    }

    private static void allAtOnce(Runnable command) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(COMMANDS);
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            calls.add(CompletableFuture.runAsync(command, callers));
        }
        calls.forEach(CompletableFuture::join);
        callers.shutdown();
        Expect.same("callers are gone", true, callers.awaitTermination(1, TimeUnit.MINUTES));
    }

    private static void ours(LocalWorkspace workspace) {
        Expect.same(
                "bytes of our command",
                (long) BYTES,
                workspace.tools().run(Command.shell(LINE)).stdout().totalBytes());
    }

    private static void peer() {
        try {
            Process process = new ProcessBuilder("sh", "-c", LINE).start();
            Expect.same(
                    "bytes of the peer's command",
                    BYTES,
                    process.getInputStream().readAllBytes().length);
            process.waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitThreadsGone() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (left() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        Expect.same("threads that are left", 0L, left());
    }

    private static long left() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("shadow-io-") || name.startsWith("shadow-delivery-"))
                .count();
    }
}
