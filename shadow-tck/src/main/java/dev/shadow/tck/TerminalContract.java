package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.CallOptions;
import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.Subscription;
import dev.shadow.TerminalBuffer;
import dev.shadow.Workspace;
import dev.shadow.command.Command;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalLine;
import dev.shadow.terminal.TerminalLines;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import dev.shadow.terminal.TerminalText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The contract of {@link TerminalBuffer}. */
public interface TerminalContract extends CommandFixture {
    private TerminalBuffer terminal() {
        return workspace().terminal();
    }

    private void withTerminal(ThrowingCallable test) {
        supportedOrRefused(Capability.TERMINAL, test, () -> terminal().stats());
    }

    private void say(String... texts) {
        for (String text : texts) {
            terminal().append(Bytes.utf8(text));
        }
    }

    private static List<TerminalEntry> entries(TerminalSnapshot snapshot) {
        List<TerminalEntry> entries = new ArrayList<>();
        snapshot.forEach(entries::add);
        return entries;
    }

    @Test
    default void sequencesBeginWithOneAndGoUpByOne() {
        withTerminal(() -> {
            long first = terminal().append(Bytes.utf8("one"));
            assertThat(terminal().append(Bytes.utf8("two"))).isEqualTo(first + 1);
            assertThat(terminal().appendAll(List.of(Bytes.utf8("three"), Bytes.utf8("four"))))
                    .isEqualTo(first + 3);
            failure(ErrorCode.INVALID_ARGUMENT, () -> terminal().appendAll(List.of()));
            assertThat(entries(terminal().snapshot(0, 100)))
                    .extracting(TerminalEntry::sequence)
                    .containsExactly(first, first + 1, first + 2, first + 3);
        });
    }

    @Test
    default void keepsBytesAsTheyAre() {
        withTerminal(() -> {
            Bytes bytes = Bytes.wrap(new byte[] {0, (byte) 0xff, '\r', '\n', (byte) 0xc3, 0x1b});
            long sequence = terminal().append(bytes);
            TerminalEntry entry = terminal().snapshot(sequence, 1).entry(0);
            assertThat(entry.bytes()).isEqualTo(bytes);
            assertThat(entry.kind()).isEqualTo(Kind.SYSTEM);
            assertThat(entry.commandId()).isEmpty();
            assertThat(entry.omitted()).isZero();
        });
    }

    @Test
    default void aSnapshotPagesAndTellsWhereToGoOn() {
        withTerminal(() -> {
            say("a", "b", "c", "d", "e");
            TerminalSnapshot page = terminal().snapshot(0, 2);
            assertThat(entries(page)).extracting(entry -> entry.bytes().utf8()).containsExactly("a", "b");
            page = terminal().snapshot(page.next(), 10);
            assertThat(page.size()).isEqualTo(3);
            assertThat(page.gap()).isZero();
            page = terminal().snapshot(page.next(), 10);
            assertThat(page.size()).isZero();
            say("f");
            assertThat(terminal().snapshot(page.next(), 10).size()).isEqualTo(1);
            failure(ErrorCode.INVALID_ARGUMENT, () -> terminal().snapshot(-1, 1));
            failure(ErrorCode.INVALID_ARGUMENT, () -> terminal().snapshot(0, 0));
        });
    }

    @Test
    default void findsEntriesByTime() {
        withTerminal(() -> {
            say("a", "b");
            List<TerminalEntry> all = entries(terminal().snapshot(0, 10));
            Instant first = all.get(0).time();
            Instant afterLast = all.get(1).time().plusMillis(1);
            assertThat(entries(terminal().snapshotBetween(first, afterLast, 10)))
                    .isEqualTo(all);
            assertThat(terminal().snapshotBetween(afterLast, Instant.MAX, 10).size())
                    .isZero();
            assertThat(terminal().snapshotBetween(Instant.MIN, first, 10).size())
                    .isZero();
            failure(ErrorCode.INVALID_ARGUMENT, () -> terminal().snapshotBetween(afterLast, first, 10));
        });
    }

    @Test
    default void clearingLeavesOneEntryAndSequencesGoOn() {
        withTerminal(() -> {
            say("a", "b");
            long next = terminal().stats().nextSequence();
            terminal().clear();
            TerminalStats stats = terminal().stats();
            assertThat(stats.entries()).isEqualTo(1);
            assertThat(stats.nextSequence()).isEqualTo(next + 1);
            assertThat(stats.firstSequence()).isEqualTo(next);
            TerminalSnapshot snapshot = terminal().snapshot(next - 1, 10);
            assertThat(snapshot.gap()).isEqualTo(1);
            assertThat(snapshot.entry(0).kind()).isEqualTo(Kind.SYSTEM);
        });
    }

    @Test
    default void statsCountEntriesBytesAndTimes() {
        withTerminal(() -> {
            say("12345", "678");
            TerminalStats stats = terminal().stats();
            assertThat(stats.entries()).isEqualTo(2);
            assertThat(stats.bytes()).isEqualTo(8);
            assertThat(stats.evicted()).isZero();
            assertThat(stats.backpressure()).isFalse();
            assertThat(stats.subscribers()).isEmpty();
            assertThat(stats.firstTime()).isPresent();
            assertThat(stats.lastTime().orElseThrow())
                    .isAfterOrEqualTo(stats.firstTime().orElseThrow());
        });
    }

    @Test
    default void theOldestIsDroppedAndASubscriberIsToldOfTheGap() {
        withTerminal(() -> {
            say("first");
            terminal().appendAll(Collections.nCopies(10_100, Bytes.utf8("x")));
            TerminalStats stats = terminal().stats();
            assertThat(stats.entries()).isLessThanOrEqualTo(10_000);
            assertThat(stats.evicted()).isEqualTo(10_101 - stats.entries());
            assertThat(terminal().snapshot(1, 1).gap()).isEqualTo(stats.evicted());
            BlockingQueue<TerminalEvent> seen = new LinkedBlockingQueue<>();
            try (Subscription following = terminal().subscribe(1, seen::add)) {
                assertThat(seen.poll(20, TimeUnit.SECONDS))
                        .isEqualTo(new TerminalEvent.Gap(1, stats.firstSequence() - 1));
                assertThat(seen.poll(20, TimeUnit.SECONDS)).isInstanceOf(TerminalEvent.Next.class);
                assertThat(following.completion()).isNotDone();
            }
        });
    }

    @Test
    default void aSubscriberSeesWhatIsThereAndWhatComes() {
        withTerminal(() -> {
            say("there");
            BlockingQueue<TerminalEvent> seen = new LinkedBlockingQueue<>();
            try (Subscription following = terminal().subscribe(0, seen::add)) {
                assertThat(text(seen)).isEqualTo("there");
                say("new");
                assertThat(text(seen)).isEqualTo("new");
                assertThat(terminal().stats().subscribers()).hasSize(1);
                assertThat(following.completion()).isNotDone();
            }
        });
    }

    @Test
    default void closingEndsItsOwnSubscriptionsAndTheTerminalGoesOn() {
        withTerminal(() -> {
            TerminalBuffer view = workspace().with(CallOptions.DEFAULT).terminal();
            BlockingQueue<TerminalEvent> seen = new LinkedBlockingQueue<>();
            BlockingQueue<TerminalEvent> others = new LinkedBlockingQueue<>();
            Subscription following = view.subscribe(0, seen::add);
            try (Subscription other = terminal().subscribe(0, others::add)) {
                say("before");
                assertThat(text(seen)).isEqualTo("before");
                assertThat(text(others)).isEqualTo("before");
                view.close();
                following.completion().get(20, TimeUnit.SECONDS);
                view.close();
                say("after");
                assertThat(text(others)).isEqualTo("after");
                assertThat(seen).isEmpty();
                assertThat(other.completion()).isNotDone();
                failure(ErrorCode.CLOSED, view::stats);
                failure(ErrorCode.CLOSED, () -> view.subscribe(0, seen::add));
            }
        });
    }

    private static String text(BlockingQueue<TerminalEvent> seen) throws InterruptedException {
        TerminalEvent event = seen.poll(20, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(TerminalEvent.Next.class);
        return ((TerminalEvent.Next) event).entry().bytes().utf8();
    }

    @Test
    default void aReplayShowsEachCommandItsOutputAndItsExit() {
        withPrograms(() -> {
            workspace()
                    .tools()
                    .run(Command.shell("echo out; sleep 0.2; echo err >&2; exit 3")
                            .id("c-replay"));
            List<TerminalEntry> all = entries(terminal().snapshot(0, 100)).stream()
                    .filter(entry -> entry.commandId().equals(Optional.of("c-replay")))
                    .toList();
            assertThat(all)
                    .extracting(TerminalEntry::kind)
                    .containsExactly(Kind.COMMAND, Kind.STDOUT, Kind.STDERR, Kind.SYSTEM);
            assertThat(all.get(0).bytes().utf8()).contains("echo out");
            assertThat(all.get(1).bytes().utf8()).isEqualTo("out\n");
            assertThat(all.get(2).bytes().utf8()).isEqualTo("err\n");
            assertThat(all.get(3).bytes().utf8()).isEqualTo("exited with 3");
        });
    }

    /** It showed nothing at all. */
    @Test
    default void aCommandThatCannotStartIsShownWithTheReason() {
        withPrograms(() -> {
            String reason = failure(
                            ErrorCode.PROGRAM_NOT_FOUND,
                            () -> workspace()
                                    .tools()
                                    .run(Command.of("no-such-program", "x").id("c-none")))
                    .message();
            List<TerminalEntry> all = entries(terminal().snapshot(0, 100)).stream()
                    .filter(entry -> entry.commandId().equals(Optional.of("c-none")))
                    .toList();
            assertThat(all).extracting(TerminalEntry::kind).containsExactly(Kind.COMMAND, Kind.SYSTEM);
            assertThat(all.get(0).bytes().utf8()).isEqualTo("no-such-program x");
            assertThat(all.get(1).bytes().utf8()).isEqualTo(reason);
        });
    }

    /** Several that write at the same time are told apart by their ids, and each is whole. */
    @Test
    default void outputOfCommandsThatRunAtTheSameTimeIsWholeForEachOfThem() {
        withPrograms(() -> {
            List<CommandHandle> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(workspace()
                        .tools()
                        .start(Command.shell("seq " + (i * 3_000) + " " + (i * 3_000 + 2_999))
                                .id("c-" + i)));
            }
            for (CommandHandle handle : running) {
                handle.onExit().get(60, TimeUnit.SECONDS);
            }
            List<TerminalEntry> all = entries(terminal().snapshot(0, 10_000));
            for (int i = 0; i < 4; i++) {
                StringBuilder shown = new StringBuilder();
                StringBuilder wanted = new StringBuilder();
                for (int n = i * 3_000; n < (i + 1) * 3_000; n++) {
                    wanted.append(n).append('\n');
                }
                for (TerminalEntry entry : all) {
                    if (entry.kind() == Kind.STDOUT && entry.commandId().equals(Optional.of("c-" + i))) {
                        shown.append(entry.bytes().utf8());
                    }
                }
                assertThat(shown).hasToString(wanted.toString());
            }
        });
    }

    @Test
    default void outputIsShownWhileTheCommandRunsAndHasNoNewline() {
        withPrograms(() -> {
            BlockingQueue<TerminalEvent> seen = new LinkedBlockingQueue<>();
            try (Subscription following = terminal().subscribe(0, seen::add)) {
                CommandHandle handle = workspace()
                        .tools()
                        .start(Command.shell("printf 'name? '; read name; echo \"hello $name\"")
                                .openStdin());
                assertThat(text(seen)).contains("printf");
                assertThat(text(seen)).isEqualTo("name? ");
                handle.write(Bytes.utf8("Ada\n"));
                assertThat(text(seen)).isEqualTo("hello Ada\n");
                assertThat(text(seen)).isEqualTo("exited with 0");
                assertThat(following.completion()).isNotDone();
            }
        });
    }

    @Test
    default void outputIsThereWholeInPiecesOfAtMostFourKilobytes() {
        withPrograms(() -> {
            String expected = workspace()
                    .tools()
                    .run(Command.shell("seq 1 20000").id("c-seq"))
                    .stdout()
                    .text();
            StringBuilder shown = new StringBuilder();
            for (TerminalEntry entry : entries(terminal().snapshot(0, 10_000))) {
                if (entry.kind() == Kind.STDOUT) {
                    assertThat(entry.bytes().size()).isLessThanOrEqualTo(4096);
                    shown.append(entry.bytes().utf8());
                }
            }
            assertThat(shown).hasToString(expected);
        });
    }

    @Test
    default void linesArePagedAndDecodedAcrossEntries() {
        withPrograms(() -> {
            workspace()
                    .tools()
                    .run(Command.shell("printf 'caf\\303'; sleep 0.1; printf '\\251 \\033[1;31mred\\033[0m\\nlast'"));
            TerminalLines lines = terminal().lines(0, TerminalText.PLAIN);
            List<TerminalLine> first = lines.next(2);
            assertThat(first).extracting(TerminalLine::kind).containsExactly(Kind.COMMAND, Kind.STDOUT);
            assertThat(first.get(1).text()).isEqualTo("café red");
            assertThat(lines.next(10)).extracting(TerminalLine::text).containsExactly("exited with 0");
            assertThat(lines.rest()).extracting(TerminalLine::text).containsExactly("last");
            assertThat(terminal().lines(0, TerminalText.EXACT).next(2).get(1).text())
                    .isEqualTo("café \u001b[1;31mred\u001b[0m");
        });
    }

    @Test
    default void whatWasKeptCanBeBroughtBack() {
        supportedOrRefused(
                Capability.TERMINAL_LOG,
                () -> {
                    say("kept", "also kept");
                    long last = terminal().persist();
                    assertThat(last).isEqualTo(2);
                    String id = workspace().id();
                    workspace().close();
                    try (Workspace again = shadow().workspaces().open(id)) {
                        assertThat(again.terminal().append(Bytes.utf8("new"))).isGreaterThan(last);
                        again.terminal().restore();
                        assertThat(entries(again.terminal().snapshot(0, 10)))
                                .extracting(entry -> entry.bytes().utf8())
                                .containsExactly("kept", "also kept", "new");
                    }
                },
                () -> terminal().persist());
    }
}
