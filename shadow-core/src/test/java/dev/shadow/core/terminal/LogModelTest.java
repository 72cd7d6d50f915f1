package dev.shadow.core.terminal;

import static dev.shadow.core.terminal.Terminals.entries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.spi.Deadline;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random calls on a terminal with a log, which is closed and opened again, or found as the death of its process leaves it: a
 * copy of its directory while it is written. A failure names the seed.
 */
class LogModelTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());

    @TempDir
    Path parent;

    @Test
    void whatComesBackIsWhatWasThere() throws Exception {
        runs(6);
    }

    @Test
    @Tag("soak")
    void whatComesBackIsWhatWasThereForLong() throws Exception {
        runs(400);
    }

    private void runs(int runs) throws Exception {
        for (int run = 0; run < runs; run++) {
            long seed = SEED + run;
            try (Run one = new Run(new Random(seed), Files.createDirectory(parent.resolve("run-" + run)))) {
                one.go(60);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Dshadow.test.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
        System.out.println("log against a list: " + runs + " runs, seed " + SEED);
    }

    private static final class Run implements AutoCloseable {
        private final Random random;
        private final Path parent;
        private final TerminalLimits limits;
        private final NavigableMap<Long, TerminalEntry> all = new TreeMap<>(); // since the last clearing
        private final List<TerminalEngine> dead = new ArrayList<>();
        private Path directory;
        private TerminalEngine terminal;
        private final NavigableSet<Long> durable = new TreeSet<>(); // on disk for certain
        private int lives;

        Run(Random random, Path parent) {
            this.random = random;
            this.parent = parent;
            this.limits = new TerminalLimits(2 + random.nextInt(200), 2_000 + random.nextInt(20_000));
            this.directory = parent.resolve("0");
            this.terminal = open();
        }

        private TerminalEngine open() {
            return Terminals.kept(directory, limits, Keeping.ALWAYS);
        }

        void go(int steps) throws IOException, InterruptedException {
            for (int step = 0; step < steps; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> persist();
                    case 1 -> clear();
                    case 2, 3 -> closeAndOpen();
                    case 4, 5 -> die();
                    default -> append(random.nextInt(40));
                }
            }
        }

        private void append(int count) {
            for (int i = 0; i < count; i++) {
                Kind kind = KindCode.kind(random.nextInt(4));
                int size = random.nextInt(30) == 0 ? random.nextInt((int) limits.bytes() * 2) : random.nextInt(90);
                byte[] content = new byte[size];
                random.nextBytes(content);
                remember(terminal.append(kind, random.nextBoolean() ? "" : "c-1", Bytes.wrap(content)));
            }
        }

        /** Numbers are never given out twice. */
        private void remember(long sequence) {
            assertThat(all.isEmpty() ? 0 : all.lastKey()).isLessThan(sequence);
            TerminalEntry entry = terminal.snapshot(sequence, 1).entry(0);
            assertThat(entry.sequence()).isEqualTo(sequence);
            all.put(sequence, entry);
        }

        private void persist() throws InterruptedException {
            long last = terminal.persist(Deadline.after(Duration.ofSeconds(20)));
            assertThat(last).isGreaterThanOrEqualTo(all.isEmpty() ? 0 : all.lastKey());
            entries(terminal).forEach(entry -> durable.add(entry.sequence()));
        }

        private void clear() throws InterruptedException {
            terminal.clear(Deadline.after(Duration.ofSeconds(20)));
            all.clear();
            durable.clear();
            remember(terminal.stats().nextSequence() - 1);
        }

        private void closeAndOpen() {
            List<TerminalEntry> held = entries(terminal);
            terminal.close();
            terminal = open();
            held.forEach(entry -> durable.add(entry.sequence()));
            List<TerminalEntry> back = entries(terminal);
            assertThat(back.subList(Math.max(0, back.size() - held.size()), back.size()))
                    .isEqualTo(held);
            assertKnown(back);
        }

        private void die() throws IOException {
            long lost = terminal.stats().nextSequence();
            Path left = parent.resolve(Integer.toString(++lives));
            copy(directory, left);
            dead.add(terminal);
            directory = left;
            terminal = open();
            List<TerminalEntry> back = new ArrayList<>(entries(terminal));
            long noteBytes = 0;
            if (!back.isEmpty() && !all.containsKey(back.get(back.size() - 1).sequence())) {
                TerminalEntry note = back.remove(back.size() - 1);
                assertThat(note.bytes().utf8()).contains("the process before was killed");
                assertThat(note.sequence()).isGreaterThan(lost);
                all.put(note.sequence(), note);
                noteBytes = note.bytes().size();
            }
            assertKnown(back);
            long last = back.isEmpty() ? 0 : back.get(back.size() - 1).sequence();
            if (!durable.isEmpty() && noneFills(durable.last(), limits.bytes() - noteBytes)) {
                assertThat(last).isGreaterThanOrEqualTo(durable.last());
            }
            all.tailMap(last, false).headMap(lost, false).clear();
            durable.tailSet(last, false).clear();
        }

        /** Whether no entry from a sequence on leaves less room than another one needs. */
        private boolean noneFills(long from, long bytes) {
            return all.tailMap(from).values().stream()
                    .allMatch(entry -> entry.bytes().size() <= bytes);
        }

        /** In order, each as it was, and without a hole in what is on disk for certain. */
        private void assertKnown(List<TerminalEntry> back) {
            if (back.isEmpty()) {
                return;
            }
            long first = back.get(0).sequence();
            for (TerminalEntry entry : back) {
                assertThat(entry).isEqualTo(all.get(entry.sequence()));
            }
            assertThat(back).extracting(TerminalEntry::sequence).isSorted().doesNotHaveDuplicates();
            assertThat(back).extracting(TerminalEntry::sequence).containsAll(durable.tailSet(first));
        }

        private static void copy(Path from, Path to) throws IOException {
            Files.createDirectory(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.sorted().toList()) {
                    try {
                        Files.copy(file, to.resolve(file.getFileName()));
                    } catch (NoSuchFileException e) {
                        // rotated away meanwhile
                    }
                }
            }
        }

        @Override
        public void close() {
            terminal.close();
            dead.forEach(TerminalEngine::close);
        }
    }
}
