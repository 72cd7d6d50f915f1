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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
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
    void readsSegmentsOfTheFirstVersion() throws IOException {
        byte[] id = "c-7".getBytes(StandardCharsets.US_ASCII);
        byte[] text = "from long ago".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer body = ByteBuffer.allocate(1 + 8 + 8 + 1 + 2 + id.length + text.length);
        body.put((byte) 1).putLong(41).putLong(1_700_000_000_123L).put((byte) 1);
        body.putShort((short) id.length).put(id).put(text);
        CRC32C sum = new CRC32C();
        sum.update(body.array());
        ByteBuffer file = ByteBuffer.allocate(16 + 8 + body.capacity());
        file.put("SHDWTERM".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(0);
        file.putInt(body.capacity()).putInt((int) sum.getValue()).put(body.array());
        Files.createDirectories(directory());
        Files.write(directory().resolve("0000000000000000041-0000.log"), file.array());
        try (TerminalEngine terminal = kept(directory())) {
            TerminalEntry entry = entries(terminal).get(0);
            assertThat(entry.sequence()).isEqualTo(41);
            assertThat(entry.time().toEpochMilli()).isEqualTo(1_700_000_000_123L);
            assertThat(entry.kind()).isEqualTo(Kind.STDERR);
            assertThat(entry.commandId()).contains("c-7");
            assertThat(entry.bytes().utf8()).isEqualTo("from long ago");
            assertThat(say(terminal, "next")).isEqualTo(42);
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
    @RepeatedTest(20)
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
    void aSecondTerminalOfTheSameDirectoryStaysInMemory() {
        try (TerminalEngine first = kept(directory());
                TerminalEngine second = kept(directory())) {
            say(first, "mine");
            assertThat(texts(second).get(0)).contains("another process");
            say(second, "not mine");
        }
        try (TerminalEngine terminal = kept(directory())) {
            assertThat(texts(terminal)).containsExactly("mine");
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
