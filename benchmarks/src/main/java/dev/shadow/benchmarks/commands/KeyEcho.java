package dev.shadow.benchmarks.commands;

import dev.shadow.CommandHandle;
import dev.shadow.Subscription;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.OutputChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Types keys one by one at a program in a terminal that writes each back, and prints the 99th percentile of the time until a
 * subscriber sees it, in nanoseconds. Arguments: the milliseconds of warm-up and of measuring. Thread-safe.
 */
public final class KeyEcho {
    private static final int PERCENT = 99;
    private static final long LONGEST_SECONDS = 30;

    private KeyEcho() {}

    /**
     * Runs it.
     *
     * @param args as above
     * @throws InterruptedException when nobody wants to know any more
     */
    public static void main(String[] args) throws InterruptedException {
        Duration warmup = Duration.ofMillis(Long.parseLong(args[0]));
        Duration measured = Duration.ofMillis(Long.parseLong(args[1]));
        try (LocalWorkspace workspace = new LocalWorkspace()) {
            CommandHandle cat = workspace
                    .tools()
                    .start(Command.shell("stty raw -echo; printf R; exec cat")
                            .pty(80, 24)
                            .openStdin());
            Semaphore seen = new Semaphore(0);
            try (Subscription delivery = cat.output(Channel.STDOUT, 0, chunk -> seen.release(size(chunk)))) {
                await(seen);
                type(cat, seen, warmup);
                List<Long> times = type(cat, seen, measured);
                times.sort(null);
                if (delivery.completion().isDone() || seen.availablePermits() != 0) {
                    throw new IllegalStateException("not every key came back once");
                }
                System.out.println(times.get((int) ((long) times.size() * PERCENT / 100)));
            } finally {
                cat.kill();
            }
        }
    }

    private static int size(OutputChunk chunk) {
        return chunk.bytes().size();
    }

    private static List<Long> type(CommandHandle cat, Semaphore seen, Duration duration) throws InterruptedException {
        List<Long> times = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long before = System.nanoTime();
            cat.write("x");
            await(seen);
            times.add(System.nanoTime() - before);
        }
        return times;
    }

    private static void await(Semaphore seen) throws InterruptedException {
        if (!seen.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a key did not come back");
        }
    }
}
