package dev.shadow.core.terminal;

import static dev.shadow.core.terminal.Terminals.entries;
import static dev.shadow.core.terminal.Terminals.inMemory;
import static dev.shadow.core.terminal.Terminals.sayMany;
import static dev.shadow.core.terminal.Terminals.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalRingTest {
    @Test
    void holdsExactlyAsManyEntriesAndBytesAsItMay() {
        try (TerminalEngine terminal = inMemory(TerminalLimits.DEFAULT)) {
            byte[] line = new byte[100_000];
            for (int i = 0; i < 12_000; i++) {
                terminal.append(Kind.STDOUT, "c-1", line, 0, i < 11_000 ? 1 : line.length);
                TerminalStats stats = terminal.stats();
                assertThat(stats.entries()).isLessThanOrEqualTo(10_000);
                assertThat(stats.bytes()).isLessThanOrEqualTo(50L << 20);
            }
            assertThat(terminal.stats().bytes()).isEqualTo((50L << 20) / 100_000 * 100_000);
        }
    }

    /** The system before this one dropped the newest at 80 %, and after a burst and a silence took nothing more for ever. */
    @Test
    void takesTheNewestAfterABurstAndASilence() {
        try (TerminalEngine terminal = inMemory(new TerminalLimits(50, 4_000))) {
            sayMany(terminal, 1, 500);
            assertThat(terminal.stats().backpressure()).isFalse();
            Terminals.say(terminal, "after");
            assertThat(texts(terminal)).hasSize(50).endsWith("line 500", "after");
            assertThat(terminal.stats().evicted()).isEqualTo(451);
        }
    }

    @Test
    void anEntryLargerThanEverythingKeepsItsHeadAndTailAndSaysWhatIsMissing() {
        try (TerminalEngine terminal = inMemory(new TerminalLimits(50, 4_000))) {
            sayMany(terminal, 1, 5);
            terminal.append(Kind.STDERR, "c-1", Bytes.utf8("head" + "x".repeat(100_000) + "tail"));
            TerminalEntry only = entries(terminal).get(0);
            assertThat(terminal.stats().entries()).isEqualTo(1);
            assertThat(only.bytes().size()).isEqualTo(4_000);
            assertThat(only.bytes().utf8())
                    .startsWith("head")
                    .endsWith("tail")
                    .contains("\n[... " + only.omitted() + " bytes omitted ...]\n");
            String marker = "\n[... " + only.omitted() + " bytes omitted ...]\n";
            assertThat(only.omitted()).isEqualTo(100_008 - (4_000 - marker.length()));
            Terminals.say(terminal, "next");
            assertThat(texts(terminal)).containsExactly("next");
        }
    }

    /** What had come back did not count for those that were appended the short way after it. */
    @Test
    void holdsNoMoreBytesThanItMayAfterARestore() {
        TerminalLimits limits = new TerminalLimits(100, 2_000);
        try (ManyToManyLockedRing ring = new ManyToManyLockedRing(
                limits, new TerminalBudget(1 << 20), System::currentTimeMillis, Threads.system())) {
            ring.continueAfter(50);
            ring.append(Kind.STDOUT, "c-1", Bytes.utf8("x"));
            TerminalEntry older = new TerminalEntry(
                    10, Instant.EPOCH, Kind.STDOUT, Optional.of("c-1"), Bytes.wrap(new byte[1_900]), 0);
            assertThat(ring.prepend(List.of(older))).isEqualTo(1);
            ring.append(Kind.STDOUT, "c-1", new byte[300], 0, 300);
            assertThat(ring.stats(TerminalStats.Log.NONE).bytes()).isEqualTo(301);
        }
    }

    @Test
    void aSnapshotStaysAsItIs() {
        try (TerminalEngine terminal = inMemory(new TerminalLimits(100, 100_000))) {
            sayMany(terminal, 1, 100);
            TerminalSnapshot snapshot = terminal.snapshot(0, 100);
            List<TerminalEntry> before = entries(snapshot);
            sayMany(terminal, 101, 20_000);
            assertThat(entries(snapshot)).isEqualTo(before).hasSize(100);
        }
    }

    @Test
    void pagesThroughEverythingBySequence() {
        try (TerminalEngine terminal = inMemory(new TerminalLimits(5_000, 1_000_000))) {
            sayMany(terminal, 1, 5_000);
            List<TerminalEntry> paged = new ArrayList<>();
            TerminalSnapshot page = terminal.snapshot(0, 77);
            while (page.size() > 0) {
                paged.addAll(entries(page));
                page = terminal.snapshot(page.next(), 77);
            }
            assertThat(paged).isEqualTo(entries(terminal));
        }
    }

    @Test
    void aBudgetBoundsAllRingsAndTheLargestGivesWay() {
        TerminalBudget budget = new TerminalBudget(1 << 20);
        List<ManyToManyLockedRing> rings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rings.add(new ManyToManyLockedRing(
                    TerminalLimits.DEFAULT, budget, System::currentTimeMillis, Threads.system()));
        }
        rings.get(0).append(Kind.STDOUT, "", Bytes.utf8("small"));
        Bytes content = Bytes.wrap(new byte[1_000]);
        for (int i = 0; i < 3_000; i++) {
            rings.get(1 + i % 3).append(Kind.STDOUT, "", content);
            assertThat(budget.used()).isLessThanOrEqualTo(1 << 20);
        }
        assertThat(rings.stream().mapToLong(ManyToManyLockedRing::heap).sum()).isEqualTo(budget.used());
        assertThat(rings.get(0).snapshot(0, 10).size()).isEqualTo(1);
        assertThat(rings.subList(1, 4))
                .allMatch(ring -> ring.snapshot(0, 10_000).size() > 100);
        assertThat(rings.get(3).snapshot(0, 10_000).next()).isEqualTo(1_001);
        rings.forEach(ManyToManyLockedRing::close);
        assertThat(budget.used()).isZero();
    }

    @Test
    void ringsThatFightForTheBudgetNeitherHangNorPassIt() throws InterruptedException {
        TerminalBudget budget = new TerminalBudget(1 << 20);
        List<Thread> threads = new ArrayList<>();
        List<ManyToManyLockedRing> rings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ManyToManyLockedRing ring = new ManyToManyLockedRing(
                    TerminalLimits.DEFAULT, budget, System::currentTimeMillis, Threads.system());
            rings.add(ring);
            Bytes content = Bytes.wrap(new byte[500 << i]);
            threads.add(new Thread(() -> {
                for (int n = 0; n < 3_000; n++) {
                    ring.append(Kind.STDOUT, "", content);
                }
            }));
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            assertThat(budget.used()).isLessThanOrEqualTo(1 << 20);
            threads.get(0).join(1);
        }
        assertThat(rings).allMatch(ring -> ring.snapshot(0, 1).next() > 1);
        assertThat(rings).allMatch(ring -> ring.nextSequence() == 3_001);
    }

    @Test
    void aFullRingTakesLittleMoreThanItsPayload() {
        TerminalBudget budget = new TerminalBudget(256 << 20);
        for (int size : new int[] {80, 500, 4_000, 22_000, 40_000}) {
            ManyToManyLockedRing ring = new ManyToManyLockedRing(
                    new TerminalLimits(10_000, 8 << 20), budget, System::currentTimeMillis, Threads.system());
            Bytes content = Bytes.wrap(new byte[size]);
            for (int i = 0; i < 25_000; i++) {
                ring.append(Kind.STDOUT, "c-1", content);
            }
            long payload = ring.stats(TerminalStats.Log.NONE).bytes();
            assertThat(ring.heap()).as("with entries of %s bytes", size).isLessThan(payload * 3 / 2);
            ring.close();
        }
    }

    @Test
    void anEmptyTerminalTakesNothing() {
        TerminalBudget budget = new TerminalBudget(1 << 20);
        try (ManyToManyLockedRing ring =
                new ManyToManyLockedRing(TerminalLimits.DEFAULT, budget, System::currentTimeMillis, Threads.system())) {
            assertThat(ring.heap()).isZero();
            ring.append(Kind.STDOUT, "c-1", Bytes.utf8("hello"));
            assertThat(ring.heap()).isLessThan(6_000);
        }
    }

    @Test
    void aClosedTerminalRefusesWhatComes() {
        TerminalEngine terminal = inMemory(Terminals.SMALL);
        terminal.close();
        assertThatThrownBy(() -> Terminals.say(terminal, "late"))
                .isInstanceOfSatisfying(
                        ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }
}
