package dev.shadow.core.terminal;

import static dev.shadow.core.terminal.Terminals.SMALL;
import static dev.shadow.core.terminal.Terminals.entries;
import static dev.shadow.core.terminal.Terminals.kept;
import static dev.shadow.core.terminal.Terminals.say;
import static dev.shadow.core.terminal.Terminals.sayMany;
import static dev.shadow.core.terminal.Terminals.segments;
import static dev.shadow.core.terminal.Terminals.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.spi.Deadline;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalStats.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalLogTest {
    @TempDir
    Path parent;

    private Path directory() {
        return parent.resolve("terminal");
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Test
    void comesBackAfterACloseWithTheSameEntriesAndTheNextSequence() {
        List<TerminalEntry> before;
        try (TerminalEngine terminal = kept(directory())) {
            sayMany(terminal, 1, 40);
            terminal.append(Kind.COMMAND, "c-2", Bytes.utf8("make"));
            terminal.append(Kind.SYSTEM, "", Bytes.EMPTY);
            before = entries(terminal);
        }
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(entries(terminal)).isEqualTo(before);
            assertThat(say(terminal, "next")).isEqualTo(43);
        }
    }

    @Test
    void writesNothingUntilItIsAskedToUnlessItAlwaysDoes() throws InterruptedException {
        try (TerminalEngine terminal = kept(directory(), SMALL, Keeping.ON_DEMAND)) {
            sayMany(terminal, 1, 5);
            assertThat(terminal.stats().log()).isEqualTo(Log.NONE);
            assertThat(directory()).doesNotExist();
            assertThat(terminal.persist(soon())).isEqualTo(5);
            assertThat(terminal.stats().log().state()).isEqualTo(Log.State.ON);
            say(terminal, "later");
        }
        try (TerminalEngine terminal = kept(directory(), SMALL, Keeping.ON_DEMAND)) {
            assertThat(say(terminal, "new")).isEqualTo(7);
            assertThat(terminal.restore(soon())).isEqualTo(6);
            assertThat(terminal.restore(soon())).isZero();
            assertThat(texts(terminal))
                    .containsExactly("line 1", "line 2", "line 3", "line 4", "line 5", "later", "new");
        }
    }

    @Test
    void bringsBackTheNewestThatFitBesideWhatIsThere() throws InterruptedException {
        try (TerminalEngine terminal = kept(directory())) {
            sayMany(terminal, 1, 100);
        }
        try (TerminalEngine terminal = kept(directory(), SMALL, Keeping.ON_DEMAND)) {
            sayMany(terminal, 101, 130);
            assertThat(terminal.restore(soon())).isEqualTo(70);
            assertThat(entries(terminal))
                    .extracting(TerminalEntry::sequence)
                    .startsWith(31L)
                    .hasSize(100);
            assertThat(terminal.stats().evicted()).isZero();
        }
    }

    @Test
    void aTornLastRecordLosesThatEntryAloneAndItsSequenceIsNotUsedAgain() throws IOException {
        try (TerminalEngine terminal = kept(directory())) {
            sayMany(terminal, 1, 10);
        }
        Path segment = segments(directory()).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 3));
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(texts(terminal)).hasSize(9).endsWith("line 9");
            assertThat(say(terminal, "next")).isEqualTo(11);
        }
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(texts(terminal)).hasSize(10).endsWith("line 9", "next");
        }
    }

    @Test
    void aDamagedRecordEndsItsSegment() throws IOException {
        try (TerminalEngine terminal = kept(directory())) {
            sayMany(terminal, 1, 10);
        }
        try (TerminalEngine terminal = kept(directory())) {
            sayMany(terminal, 11, 20);
        }
        Path segment = segments(directory()).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(segment, bytes);
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(texts(terminal)).startsWith("line 1").endsWith("line 20").hasSizeBetween(13, 17);
            assertThat(say(terminal, "next")).isEqualTo(21);
        }
    }

    @Test
    void leavesSegmentsOfANewerVersionAlone() throws IOException {
        try (TerminalEngine terminal = kept(directory())) {
            sayMany(terminal, 1, 3);
        }
        Path segment = segments(directory()).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[11] = 99;
        Files.write(segment, bytes);
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(entries(terminal)).isEmpty();
            assertThat(say(terminal, "next")).isEqualTo(4);
        }
        assertThat(segment).hasBinaryContent(bytes);
    }

    @Test
    void takesTwiceWhatItHoldsOnDiskAtMost() throws IOException {
        TerminalLimits limits = new TerminalLimits(500, 400_000);
        try (TerminalEngine terminal = kept(directory(), limits, Keeping.ALWAYS)) {
            byte[] line = new byte[1_000];
            for (int i = 0; i < 5_000; i++) {
                terminal.append(Kind.STDOUT, "c-1", line, 0, line.length);
                if (i % 300 == 0) {
                    terminal.persist(soon());
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        long total = 0;
        for (Path segment : segments(directory())) {
            total += Files.size(segment);
        }
        assertThat(total).isBetween(400_000L, 2 * (400_000L + 500 * 64));
        try (TerminalEngine terminal = kept(directory(), limits, Keeping.ALWAYS)) {
            assertThat(entries(terminal)).hasSize(400);
        }
    }

    /** The entry that tells of the clearing was on disk at times before the rest was removed, and went with it. */
    @RepeatedTest(10)
    void clearingRemovesWhatIsOnDisk() throws InterruptedException {
        try (TerminalEngine terminal = kept(directory())) {
            say(terminal, "secret");
            terminal.persist(soon());
            terminal.clear(soon());
            assertThat(texts(terminal)).containsExactly("[terminal cleared]\n");
        }
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(texts(terminal)).containsExactly("[terminal cleared]\n");
            assertThat(say(terminal, "next")).isEqualTo(3);
        }
        assertThat(directory()).isDirectoryNotContaining(file -> contains(file, "secret"));
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A process that never asks for its log may die as well. */
    @Test
    void numbersOfADeadProcessAreNotGivenOutAgainEvenIfNoneOfItsEntriesIsOnDisk() throws Exception {
        try (TerminalEngine terminal = kept(directory())) {
            say(terminal, "on disk");
        }
        Path left = Files.createDirectory(parent.resolve("left"));
        long last;
        try (TerminalEngine terminal = kept(directory(), SMALL, Keeping.ON_DEMAND)) {
            last = say(terminal, "seen and never written");
            for (Path file : List.of(segments(directory()).get(0), directory().resolve("sequence"))) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }
        try (TerminalEngine terminal = kept(left, SMALL, Keeping.ON_DEMAND)) {
            assertThat(say(terminal, "next")).isGreaterThan(last);
            assertThat(terminal.restore(soon())).isEqualTo(1);
            assertThat(texts(terminal)).hasSize(3).startsWith("on disk", "next");
            assertThat(texts(terminal).get(2)).contains("was killed, and what came after entry 1 is lost");
        }
    }

    @Test
    void aLargeLogComesBackInASmallHeapAsFarAsItFits() throws Exception {
        try (TerminalEngine terminal = kept(directory(), TerminalLimits.DEFAULT, Keeping.ALWAYS)) {
            byte[] content = new byte[8_000];
            for (int i = 0; i < 6_000; i++) {
                terminal.append(Kind.STDOUT, "c-1", content, 0, content.length);
            }
        }
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapProcess.class.getName(),
                        directory().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).contains("393 entries to 6000");
    }

    /** Opens a log and prints what came back. */
    static final class SmallHeapProcess {
        private SmallHeapProcess() {}

        public static void main(String[] args) {
            try (TerminalEngine terminal = new TerminalEngine(
                    TerminalLimits.DEFAULT, TerminalBudget.ofHeap(), Path.of(args[0]), Keeping.ALWAYS)) {
                System.out.println(terminal.stats().entries() + " entries to "
                        + (terminal.stats().nextSequence() - 1));
            }
        }
    }

    @Test
    void entriesFollowToDiskWithoutBeingAskedFor() {
        try (TerminalEngine terminal = kept(directory())) {
            long last = say(terminal, "soon there");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> terminal.stats().log().lastSequence() >= last);
        }
    }

    @Test
    void aDiskThatRefusesLeavesATerminalInMemoryThatSaysSoAndThenGoesOn() throws Exception {
        Files.writeString(directory(), "a file where the directory should be");
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(terminal.stats().log().state()).isEqualTo(Log.State.FAILING);
            assertThat(terminal.stats().log().problem()).isPresent();
            sayMany(terminal, 1, 3);
            assertThat(texts(terminal))
                    .anyMatch(text -> text.contains("in memory only"))
                    .endsWith("line 3");
            assertThatThrownBy(() -> terminal.persist(soon()))
                    .isInstanceOfSatisfying(
                            ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_ERROR));
            Files.delete(directory());
            assertThat(terminal.persist(soon())).isGreaterThanOrEqualTo(4);
            assertThat(texts(terminal).get(texts(terminal).size() - 1)).contains("goes on");
        }
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(texts(terminal)).contains("line 1", "line 2", "line 3");
        }
    }

    @Test
    void withoutADirectoryKeepingIsRefusedByName() {
        try (TerminalEngine terminal = Terminals.inMemory(SMALL)) {
            assertThatThrownBy(() -> terminal.persist(soon())).isInstanceOfSatisfying(ShadowException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED);
                assertThat(e.details()).containsEntry("capability", "TERMINAL_LOG");
            });
        }
    }
}
