package dev.shadow.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLogTest {
    @TempDir
    private Path directory;

    private static void write(OutputLog log, Channel channel, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.append(channel, bytes, bytes.length);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    @Test
    void readsEveryChannelFromAnyOffset() {
        OutputLog log = OutputLog.create(directory, 1 << 20);
        Random random = new Random(7);
        Map<Channel, ByteArrayOutputStream> expected = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            expected.put(channel, new ByteArrayOutputStream());
        }
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(i % 50 == 0 ? 40_000 : 300)];
            random.nextBytes(bytes);
            Channel channel = random.nextInt(20) == 0 ? Channel.STDERR : Channel.STDOUT;
            log.append(channel, bytes, bytes.length);
            expected.get(channel).writeBytes(bytes);
            expected.get(Channel.MERGED).writeBytes(bytes);
        }
        for (Channel channel : Channel.values()) {
            Bytes all = Bytes.wrap(expected.get(channel).toByteArray());
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(all.size());
                int most = 1 + random.nextInt(100_000);
                OutputChunk chunk = log.read(channel, from, most);
                assertThat(chunk.bytes()).isEqualTo(all.slice(from, Math.min(all.size(), from + most)));
                assertThat(chunk.missing()).isZero();
            }
        }
        log.drop();
    }

    @Test
    void shortOutputTouchesNoDisk() throws IOException {
        OutputLog log = OutputLog.create(directory, 1 << 20);
        write(log, Channel.STDOUT, "x".repeat(60_000));
        assertThat(files()).isZero();
        write(log, Channel.STDOUT, "y".repeat(60_000));
        assertThat(files()).isOne();
        log.drop();
        assertThat(files()).isZero();
    }

    @Test
    void keepsTheYoungestBytesWhenTheLogIsFull() {
        OutputLog log = new OutputLog(new SpillLog(directory, 100, 1_000), 1024);
        for (int i = 0; i < 20_000; i++) {
            write(log, Channel.STDOUT, "%09d\n".formatted(i));
        }
        log.end();
        OutputChunk gap = log.read(Channel.STDOUT, 5_000, 10);
        assertThat(gap.missing()).isEqualTo(200_000 - 65_536 - 5_000);
        assertThat(gap.offset()).isEqualTo(200_000 - 65_536);
        assertThat(log.read(Channel.STDOUT, 199_990, 100).bytes().utf8()).isEqualTo("000019999\n");
        Output output = new HeadAndTail(log, Channel.STDOUT).of(1024);
        assertThat(output.totalBytes()).isEqualTo(200_000);
        assertThat(output.head().utf8()).startsWith("000000000\n000000001\n");
        assertThat(output.tail().utf8()).endsWith("\n000019999\n");
        assertThat(output.tail().size()).isEqualTo(512);
        log.drop();
    }

    @Test
    void keepsTheTailWhenNothingCouldBeStored() {
        OutputLog log = new OutputLog(new SpillLog(null, 10, 10), 1024);
        write(log, Channel.STDERR, "0123456789");
        log.end();
        Output output = new HeadAndTail(log, Channel.STDERR).of(1024);
        assertThat(output.omitted()).isZero();
        assertThat(output.text()).isEqualTo("0123456789");
    }

    @Test
    void aDiskThatRefusesIsAGapAndNoFailure() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        OutputLog log = OutputLog.create(file.resolve("beneath"), 1 << 20);
        write(log, Channel.STDOUT, "a".repeat(60_000));
        write(log, Channel.STDOUT, "b".repeat(1_000_000));
        log.end();
        assertThat(log.read(Channel.STDOUT, 0, 60_001).bytes().size()).isEqualTo(60_000);
        Output output = new HeadAndTail(log, Channel.STDOUT).of(1 << 20);
        assertThat(output.totalBytes()).isEqualTo(1_060_000);
        assertThat(output.head().size()).isEqualTo(60_000);
        assertThat(output.tail().utf8()).matches("b{524288}");
        log.drop();
    }

    @Test
    void aReaderThatIsBehindWhenTheCommandEndsGetsTheRest() {
        OutputLog log = new OutputLog(new SpillLog(directory, 100, 1_000), 1024);
        Follower follower = new Follower(log, Channel.STDOUT, 0, () -> {});
        for (int i = 0; i < 100; i++) {
            write(log, Channel.STDOUT, "x".repeat(10_000));
        }
        log.end();
        assertThat(log.read(Channel.STDOUT, 500_000, 1).missing()).isZero();
        follower.close();
        assertThat(log.read(Channel.STDOUT, 500_000, 1).missing()).isEqualTo(500_000 - 65_536);
        log.drop();
    }

    @Test
    void aFullLogWaitsForReadersThatGoOnAndForNoOther() throws Exception {
        OutputLog log = new OutputLog(new SpillLog(directory, 100, 1_000), 1024);
        Follower follower = new Follower(log, Channel.MERGED, 0, () -> {});
        Follower stuck = new Follower(log, Channel.STDOUT, 0, () -> {});
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 400; i++) {
                write(log, Channel.STDOUT, "x".repeat(10_000));
            }
            log.end();
        });
        long read = 0;
        while (!follower.isAtEnd()) {
            OutputChunk chunk = follower.next();
            if (chunk != null) {
                assertThat(chunk.missing()).isZero();
                read += chunk.bytes().size();
            }
        }
        writing.get(60, TimeUnit.SECONDS);
        assertThat(read).isEqualTo(4_000_000);
        OutputChunk gap = stuck.next();
        assertThat(gap.missing()).isEqualTo(4_000_000 - OutputLog.RECENT);
        long left = 4_000_000 - gap.nextOffset();
        while (!stuck.isAtEnd()) {
            left -= stuck.next().bytes().size();
        }
        assertThat(left).isZero();
        follower.close();
        stuck.close();
        log.drop();
    }

    @Test
    void isReadableForItsHoldersAfterItWasDropped() {
        OutputLog log = OutputLog.create(directory, 1 << 20);
        write(log, Channel.STDOUT, "z".repeat(200_000));
        log.end();
        log.hold();
        log.drop();
        write(log, Channel.STDOUT, "too late");
        assertThat(new HeadAndTail(log, Channel.STDOUT).of(1 << 20).head().size())
                .isEqualTo(200_000);
        log.release();
        assertThatThrownBy(() -> log.read(Channel.STDOUT, 0, 1)).isInstanceOf(ShadowException.class);
    }

    @Test
    void cutsNoCharacter() {
        Bytes text = Bytes.utf8("a✓é😀");
        assertThat(Utf8Cuts.atEnd(text.slice(0, 3)).utf8()).isEqualTo("a");
        assertThat(Utf8Cuts.atEnd(text.slice(0, 4)).utf8()).isEqualTo("a✓");
        assertThat(Utf8Cuts.atEnd(text.slice(0, 9)).utf8()).isEqualTo("a✓é");
        assertThat(Utf8Cuts.atEnd(text)).isEqualTo(text);
        assertThat(Utf8Cuts.atStart(text.slice(2, 10)).utf8()).isEqualTo("é😀");
        assertThat(Utf8Cuts.atStart(text.slice(7, 10))).isEqualTo(Bytes.EMPTY);
        Bytes binary = Bytes.wrap(new byte[] {-128, -128, -128, -128, -128});
        assertThat(Utf8Cuts.atStart(binary)).isEqualTo(binary);
        assertThat(Utf8Cuts.atEnd(binary)).isEqualTo(binary);
    }
}
