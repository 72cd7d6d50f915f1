package dev.shadow.core.terminal;

import static dev.shadow.core.terminal.Terminals.entries;
import static dev.shadow.core.terminal.Terminals.kept;
import static dev.shadow.core.terminal.Terminals.sayMany;
import static dev.shadow.core.terminal.Terminals.segments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment that breaks off, or has rotted, at any place. */
class TornLogTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());

    @TempDir
    Path directory;

    private List<TerminalEntry> written;
    private Path segment;
    private byte[] bytes;

    @BeforeEach
    void write() throws IOException {
        try (TerminalEngine terminal = kept(directory)) {
            sayMany(terminal, 1, 6);
            terminal.append(Kind.STDERR, "c-2", Bytes.utf8("é".repeat(50)));
            terminal.append(Kind.SYSTEM, "", Bytes.EMPTY);
            written = entries(terminal);
        }
        segment = segments(directory).get(0);
        bytes = Files.readAllBytes(segment);
    }

    private List<TerminalEntry> read() throws IOException {
        return new SegmentFiles(directory).read(Terminals.SMALL).entries();
    }

    @Test
    void givesEveryWholeRecordBeforeThePlaceWhereItBreaksOff() throws IOException {
        int before = 0;
        for (int length = 0; length <= bytes.length; length++) {
            Files.write(segment, Arrays.copyOf(bytes, length));
            List<TerminalEntry> read = read();
            assertThat(read).as("%s bytes", length).isEqualTo(written.subList(0, read.size()));
            assertThat(read.size()).isBetween(before, before + 1);
            before = read.size();
        }
        assertThat(before).isEqualTo(written.size());
    }

    @Test
    void givesNothingThatWasNotWrittenWhateverRots() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            byte[] rotten = bytes.clone();
            int at = random.nextInt(bytes.length);
            rotten[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, rotten);
            List<TerminalEntry> read = read();
            assertThat(read)
                    .as("seed %s, byte %s", SEED, at)
                    .isEqualTo(written.subList(0, read.size()))
                    .hasSizeLessThan(at < 12 || at >= SegmentFormat.FILE_HEADER ? written.size() : 100);
        }
    }

    @Test
    void readsWhatFollowsARecordThatIsLargerThanTheTerminalMayBeNow() throws IOException {
        List<TerminalEntry> read = new SegmentFiles(directory)
                .read(new TerminalLimits(100, TerminalLimits.LEAST_BYTES))
                .entries();
        assertThat(read).isEqualTo(written);
        Path other = Files.createDirectory(directory.resolve("other"));
        try (TerminalEngine terminal = kept(other, new TerminalLimits(100, 200_000), TerminalEngine.Keeping.ALWAYS)) {
            sayMany(terminal, 1, 3);
            terminal.append(Kind.STDOUT, "c-1", Bytes.wrap(new byte[100_000]));
            sayMany(terminal, 5, 6);
        }
        assertThat(new SegmentFiles(other)
                        .read(new TerminalLimits(100, TerminalLimits.LEAST_BYTES))
                        .entries())
                .extracting(TerminalEntry::sequence)
                .containsExactly(1L, 2L, 3L, 5L, 6L);
    }
}
