package dev.shadow.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random calls on the ring and on a plain list must give the same. A failure names the seed. */
class RingModelTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());

    @Test
    void behavesAsAListThatForgetsItsOldest() {
        runs(150, 400);
    }

    @Test
    @Tag("soak")
    void behavesAsAListThatForgetsItsOldestForLong() {
        runs(2_000, 400);
    }

    private static void runs(int runs, int steps) {
        for (int run = 0; run < runs; run++) {
            long seed = SEED + run;
            Run one = new Run(new Random(seed));
            try {
                one.go(steps);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Dshadow.test.seed=" + seed + ": " + e.getMessage(), e);
            } finally {
                one.ring.close();
            }
        }
        System.out.println("ring against a list: " + runs + " runs of " + steps + " calls, seed " + SEED);
    }

    /** What the ring should be. */
    private static final class Model {
        private final TerminalLimits limits;
        private final List<TerminalEntry> held = new ArrayList<>();
        private long next = 1;
        private long evicted;
        private long bytes;
        private long lastTime;

        Model(TerminalLimits limits) {
            this.limits = limits;
        }

        void append(Kind kind, String id, Bytes content, long time) {
            lastTime = Math.max(lastTime, time);
            MiddleCut kept = content.size() <= limits.bytes()
                    ? new MiddleCut(content, 0)
                    : MiddleCut.of(content, (int) limits.bytes());
            held.add(new TerminalEntry(
                    next++,
                    Instant.ofEpochMilli(lastTime),
                    kind,
                    id.isEmpty() ? Optional.empty() : Optional.of(id),
                    kept.bytes(),
                    kept.omitted()));
            bytes += kept.bytes().size();
            while (held.size() > limits.entries() || bytes > limits.bytes()) {
                bytes -= held.remove(0).bytes().size();
                evicted++;
            }
        }

        void clear(Bytes note, long time) {
            held.clear();
            bytes = 0;
            append(Kind.SYSTEM, "", note, time);
        }

        List<TerminalEntry> from(long sequence, int max) {
            return held.stream()
                    .filter(entry -> entry.sequence() >= sequence)
                    .limit(max)
                    .toList();
        }
    }

    /** A reader, and what it must have seen by now. */
    private static final class Reader {
        private final RingCursor cursor;
        private long expected;

        Reader(ManyToManyLockedRing ring, long from) {
            cursor = RingCursor.subscriber(ring, from, () -> {});
            expected = from;
        }

        void read(int count, List<TerminalEntry> all) {
            TerminalEvent event = null;
            for (int i = 0; i < count && (event = cursor.next()) != null; i++) {
                if (event instanceof TerminalEvent.Gap gap) {
                    assertThat(gap.from()).isEqualTo(expected);
                    assertThat(gap.to()).isGreaterThanOrEqualTo(gap.from());
                    expected = gap.to() + 1;
                } else if (event instanceof TerminalEvent.Next shown) {
                    if (expected > 0) {
                        assertThat(shown.entry().sequence()).isEqualTo(expected);
                    }
                    assertThat(shown.entry())
                            .isEqualTo(all.get((int) shown.entry().sequence() - 1));
                    expected = shown.entry().sequence() + 1;
                }
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final Model model;
        private final ManyToManyLockedRing ring;
        private final List<TerminalEntry> all = new ArrayList<>();
        private final List<Reader> readers = new ArrayList<>();
        private final List<TerminalSnapshot> kept = new ArrayList<>();
        private final List<List<TerminalEntry>> keptAs = new ArrayList<>();
        private long time = 1_000_000;
        private final int usual;

        Run(Random random) {
            this.random = random;
            boolean large = random.nextInt(4) == 0;
            TerminalLimits limits = new TerminalLimits(
                    1 + random.nextInt(large ? 5_000 : 60),
                    TerminalLimits.LEAST_BYTES + random.nextInt(large ? 1_000_000 : 4_000));
            usual = 1 + random.nextInt(large ? 3_000 : 200);
            model = new Model(limits);
            ring = new ManyToManyLockedRing(limits, new TerminalBudget(64L << 20), () -> time, Threads.system());
        }

        void go(int steps) {
            for (int step = 0; step < steps; step++) {
                int dice = random.nextInt(100);
                if (dice < 55) {
                    append();
                } else if (dice < 65) {
                    appendSeveral();
                } else if (dice < 80) {
                    snapshot();
                } else if (dice < 84) {
                    between();
                } else if (dice < 95) {
                    read();
                } else if (dice < 97) {
                    clear();
                } else {
                    time += random.nextInt(50) == 0 ? 5_000_000_000L : random.nextInt(3_000) - 500;
                }
                if (random.nextInt(4) == 0) { // and not always, as looking settles what appends leave undone
                    compareStats();
                }
            }
            compareStats();
            for (int i = 0; i < kept.size(); i++) {
                assertThat(entries(kept.get(i))).isEqualTo(keptAs.get(i));
            }
            readers.forEach(reader -> reader.read(Integer.MAX_VALUE, all));
            readers.forEach(
                    reader -> assertThat(Math.max(reader.expected, model.next)).isGreaterThanOrEqualTo(model.next));
        }

        private Bytes content() {
            int size = switch (random.nextInt(40)) {
                case 0 -> random.nextInt((int) model.limits.bytes() * 2);
                case 1 -> random.nextInt(70_000);
                case 2 -> 0;
                default -> random.nextInt(usual);
            };
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            return Bytes.wrap(bytes);
        }

        private void append() {
            Kind kind = KindCode.kind(random.nextInt(4));
            String id = random.nextInt(3) == 0 ? "" : "c-" + random.nextInt(random.nextInt(20) + 1);
            Bytes content = content();
            byte[] buffer = content.toByteArray();
            long sequence = random.nextBoolean()
                    ? ring.append(kind, id, content)
                    : ring.append(kind, id, buffer, 0, buffer.length);
            assertThat(sequence).isEqualTo(model.next);
            model.append(kind, id, content, time);
            remember();
        }

        private void appendSeveral() {
            List<Bytes> contents = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(20); i++) {
                contents.add(content());
            }
            long last =
                    random.nextBoolean() ? ring.appendAll(Kind.STDOUT, "c-1", contents) : appendFromOneBuffer(contents);
            for (Bytes content : contents) {
                model.append(Kind.STDOUT, "c-1", content, time);
                remember();
            }
            assertThat(last).isEqualTo(model.next - 1);
        }

        private long appendFromOneBuffer(List<Bytes> contents) {
            int[] ends = new int[contents.size()];
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            buffer.write(0);
            for (int i = 0; i < ends.length; i++) {
                buffer.writeBytes(contents.get(i).toByteArray());
                ends[i] = buffer.size();
            }
            return ring.appendAll(Kind.STDOUT, "c-1", buffer.toByteArray(), 1, ends);
        }

        private void remember() {
            all.add(model.held.get(model.held.size() - 1));
        }

        private void clear() {
            Bytes note = Bytes.utf8("cleared");
            assertThat(ring.clear(note)).isEqualTo(model.next);
            model.clear(note, time);
            remember();
        }

        private void snapshot() {
            long from = random.nextInt(3) == 0 ? 0 : random.nextInt((int) model.next + 3);
            int max = 1 + random.nextInt(random.nextBoolean() ? 5 : 10_000);
            TerminalSnapshot snapshot = ring.snapshot(from, max);
            List<TerminalEntry> expected = model.from(from, max);
            assertThat(entries(snapshot)).isEqualTo(expected);
            for (int i = 0; i < Math.min(5, expected.size()); i++) {
                int at = random.nextInt(expected.size());
                assertThat(snapshot.entry(at)).isEqualTo(expected.get(at));
            }
            if (expected.isEmpty()) {
                assertThat(snapshot.next()).isEqualTo(Math.max(from, model.next));
            } else {
                assertThat(snapshot.next())
                        .isEqualTo(expected.get(expected.size() - 1).sequence() + 1);
                assertThat(snapshot.gap())
                        .isEqualTo(from == 0 ? 0 : expected.get(0).sequence() - from);
            }
            if (kept.size() < 20) {
                kept.add(snapshot);
                keptAs.add(expected);
            }
        }

        private void between() {
            Instant from = Instant.ofEpochMilli(time - random.nextInt(5_000));
            Instant to = from.plusNanos(random.nextInt(2_000) * 1_500_000L);
            int max = 1 + random.nextInt(100);
            assertThat(entries(ring.snapshotBetween(from, to, max)))
                    .isEqualTo(model.held.stream()
                            .filter(entry ->
                                    !entry.time().isBefore(from) && entry.time().isBefore(to))
                            .limit(max)
                            .toList());
        }

        private void read() {
            if (readers.size() < 4 && random.nextInt(4) == 0) {
                readers.add(new Reader(ring, random.nextInt((int) model.next + 5)));
            } else if (!readers.isEmpty() && random.nextInt(20) == 0) {
                readers.remove(random.nextInt(readers.size())).cursor.close();
            } else if (!readers.isEmpty()) {
                readers.get(random.nextInt(readers.size())).read(random.nextInt(100), all);
            }
        }

        private void compareStats() {
            TerminalStats stats = ring.stats(TerminalStats.Log.NONE);
            assertThat(stats.entries()).isEqualTo(model.held.size());
            assertThat(stats.bytes()).isEqualTo(model.bytes).isLessThanOrEqualTo(model.limits.bytes());
            assertThat(stats.evicted()).isEqualTo(model.evicted);
            assertThat(stats.nextSequence()).isEqualTo(model.next);
            assertThat(stats.firstSequence())
                    .isEqualTo(
                            model.held.isEmpty()
                                    ? model.next
                                    : model.held.get(0).sequence());
            assertThat(stats.subscribers()).hasSameSizeAs(readers);
            for (int i = 0; i < readers.size(); i++) {
                long unread = model.from(stats.subscribers().get(i).nextSequence(), Integer.MAX_VALUE)
                        .size();
                assertThat(stats.subscribers().get(i).unreadEntries()).isEqualTo(unread);
            }
        }

        private static List<TerminalEntry> entries(TerminalSnapshot snapshot) {
            List<TerminalEntry> entries = new ArrayList<>();
            snapshot.forEach(entries::add);
            assertThat(entries).hasSize(snapshot.size());
            return entries;
        }
    }
}
