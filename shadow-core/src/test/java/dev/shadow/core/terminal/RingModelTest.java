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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
        private boolean whole = true; // nothing was evicted since the last clearing

        Model(TerminalLimits limits) {
            this.limits = limits;
        }

        void append(Kind kind, String id, Bytes content, long time) {
            lastTime = Math.max(lastTime, time);
            MiddleCut kept = MiddleCut.of(content, limits.bytes());
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
                whole = false;
            }
        }

        void clear(Bytes note, long time) {
            held.clear();
            bytes = 0;
            whole = true;
            append(Kind.SYSTEM, "", note, time);
        }

        /** How many of the newest there is room for. */
        int room(List<TerminalEntry> older) {
            int count = 0;
            long more = 0;
            while (count < older.size() && held.size() + count < limits.entries()) {
                more += older.get(older.size() - 1 - count).bytes().size();
                if (bytes + more > limits.bytes()) {
                    break;
                }
                count++;
            }
            return count;
        }

        void prepend(List<TerminalEntry> older) {
            held.addAll(0, older);
            bytes += older.stream().mapToLong(entry -> entry.bytes().size()).sum();
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
        private final long from;
        private long expected;

        Reader(ManyToManyLockedRing ring, long from) {
            cursor = RingCursor.subscriber(ring, from, () -> {});
            this.from = from;
            expected = from;
        }

        void readAll(NavigableMap<Long, TerminalEntry> all) {
            read(Integer.MAX_VALUE, all);
            assertThat(expected).isEqualTo(all.isEmpty() ? from : Math.max(from, all.lastKey() + 1));
        }

        void read(int count, NavigableMap<Long, TerminalEntry> all) {
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
                    assertThat(shown.entry()).isEqualTo(all.get(shown.entry().sequence()));
                    expected = shown.entry().sequence() + 1;
                }
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final Model model;
        private final ManyToManyLockedRing ring;
        private final NavigableMap<Long, TerminalEntry> all = new TreeMap<>();
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
                } else if (dice < 96) {
                    clear();
                } else if (dice < 97) {
                    restore();
                } else if (dice < 98) {
                    skipNumbers();
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
            readers.forEach(reader -> reader.readAll(all));
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
            TerminalEntry newest = model.held.get(model.held.size() - 1);
            all.put(newest.sequence(), newest);
        }

        /** As a log does: entries that were here before come back, as far as there is room. */
        private void restore() {
            long first = model.held.isEmpty() ? model.next : model.held.get(0).sequence();
            long from = random.nextInt((int) first + 1);
            List<TerminalEntry> older =
                    List.copyOf(all.subMap(from, true, first, false).values());
            int restored = ring.prepend(List.copyOf(all.tailMap(from, true).values()));
            assertThat(restored).isIn(0, model.room(older));
            if (model.whole) {
                assertThat(restored).isEqualTo(model.room(older));
            }
            model.prepend(older.subList(older.size() - restored, older.size()));
        }

        /** As after the death of a process that may have given out more. */
        private void skipNumbers() {
            long last = model.next + random.nextInt(30) - 10;
            ring.continueAfter(last);
            model.next = Math.max(model.next, last + 1);
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
            if (!model.held.isEmpty()) {
                assertThat(stats.firstTime()).contains(model.held.get(0).time());
                assertThat(stats.lastTime())
                        .contains(model.held.get(model.held.size() - 1).time());
            }
            assertThat(stats.subscribers()).hasSameSizeAs(readers);
            long entries = 0;
            long bytes = 0;
            for (int i = 0; i < readers.size(); i++) {
                TerminalStats.Subscriber subscriber = stats.subscribers().get(i);
                assertThat(subscriber.nextSequence()).isEqualTo(readers.get(i).expected);
                List<TerminalEntry> unread = model.from(subscriber.nextSequence(), Integer.MAX_VALUE);
                assertThat(subscriber.unreadEntries()).isEqualTo(unread.size());
                assertThat(subscriber.unreadBytes()).isEqualTo(bytes(unread));
                entries = Math.max(entries, unread.size());
                bytes = Math.max(bytes, bytes(unread));
            }
            compareBackpressure(stats.backpressure(), entries, bytes);
        }

        /** Between 60 % and 80 % it is as it was, which nobody may have looked at. */
        private void compareBackpressure(boolean on, long unreadEntries, long unreadBytes) {
            double part = Math.max(
                    (double) unreadEntries / model.limits.entries(), (double) unreadBytes / model.limits.bytes());
            if (part > 0.8) {
                assertThat(on).isTrue();
            } else if (part < 0.6) {
                assertThat(on).isFalse();
            }
        }

        private static long bytes(List<TerminalEntry> entries) {
            return entries.stream().mapToLong(entry -> entry.bytes().size()).sum();
        }

        private static List<TerminalEntry> entries(TerminalSnapshot snapshot) {
            List<TerminalEntry> entries = new ArrayList<>();
            snapshot.forEach(entries::add);
            assertThat(entries).hasSize(snapshot.size());
            return entries;
        }
    }
}
