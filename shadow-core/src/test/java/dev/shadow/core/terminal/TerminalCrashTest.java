package dev.shadow.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.spi.Deadline;
import dev.shadow.terminal.TerminalEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they append. A failure names the seed. */
class TerminalCrashTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());
    private static final TerminalLimits LIMITS = new TerminalLimits(20_000, 2_000_000);

    @TempDir
    Path directory;

    @Test
    void whatWasDurableComesBackWithoutAHoleAfterAKill() throws Exception {
        killRepeatedly(4);
    }

    @Test
    @Tag("soak")
    void whatWasDurableComesBackWithoutAHoleAfter200Kills() throws Exception {
        killRepeatedly(200);
    }

    @Test
    void aFullDiskLeavesATerminalThatGoesOnAndAGapThatIsRecorded() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=256k tmpfs \"$1\" && shift && exec \"$@\"",
                        "sh",
                        directory.toString(),
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskProcess.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeThat(output)
                .as("not run: no tmpfs in a namespace of its own here (%s)", output)
                .contains("begins");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .contains(
                        "begins",
                        "failed: ",
                        "in memory: true",
                        "empty files: 0",
                        "gap recorded: true",
                        "goes on: true");
    }

    private void killRepeatedly(int times) throws Exception {
        Random random = new Random(SEED);
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Killed killed = appendAndKill(random);
            assertThat(killed.first)
                    .as("seed %s", SEED)
                    .isGreaterThan(starts.stream().mapToLong(s -> s).max().orElse(0));
            starts.add(killed.first);
            check(killed, starts, "seed " + SEED + ", kill " + i);
        }
    }

    private void check(Killed killed, List<Long> starts, String what) {
        List<TerminalEntry> restored = new ArrayList<>();
        long next;
        try (TerminalEngine terminal =
                new TerminalEngine(LIMITS, new TerminalBudget(64L << 20), directory, Keeping.ON_DEMAND)) {
            next = terminal.stats().nextSequence();
            try {
                terminal.restore(Deadline.after(Duration.ofSeconds(30)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            terminal.snapshot(0, Integer.MAX_VALUE).forEach(restored::add);
        }
        restored.removeIf(entry -> entry.sequence() >= next); // what this terminal itself says of the kill
        long last = restored.isEmpty() ? 0 : restored.get(restored.size() - 1).sequence();
        assertThat(last).as(what).isGreaterThanOrEqualTo(killed.durable).isLessThan(next);
        long expected = 0;
        for (TerminalEntry entry : restored) {
            boolean tellsOfKill = entry.bytes().utf8().contains("the process before was killed");
            if (!tellsOfKill) {
                assertThat(entry.bytes().utf8()).as(what).isEqualTo(AppendingProcess.text(entry.sequence()));
            }
            assertThat(expected == 0
                            || entry.sequence() == expected
                            || tellsOfKill
                            || starts.contains(entry.sequence()))
                    .as("%s: entry %s follows %s", what, entry.sequence(), expected - 1)
                    .isTrue();
            expected = entry.sequence() + 1;
        }
    }

    private record Killed(long first, long durable) {}

    private Killed appendAndKill(Random random) throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(1 + random.nextInt(2_000)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            long first = number(lines.readLine(), "first ");
            long durable = 0;
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(300));
            for (int i = 0; i < 1 || System.nanoTime() < end; i++) {
                durable = number(lines.readLine(), "durable ");
            }
            process.toHandle().destroyForcibly(); // which leaves the stream open, unlike the process's own
            String line = lines.readLine();
            while (line != null) {
                durable = line.matches("durable \\d+") ? number(line, "durable ") : durable;
                line = lines.readLine();
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new Killed(first, durable);
        } finally {
            process.destroyForcibly();
        }
    }

    private static long number(String line, String label) {
        assertThat(line).startsWith(label);
        return Long.parseLong(line.substring(label.length()));
    }
}
