package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.file.Edit;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileVersion;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@link FileTools} promises of writing. */
interface FileWritingContract extends ContractFixture {
    private FileTools tools() {
        return workspace().tools();
    }

    private String text(String path) {
        return tools().readFile(path).text();
    }

    @Test
    default void writesTextExactly() {
        String text = "  $& $1 \\0 %s ${x} `y`\t\r\n\n naïve ✓ \uD83D\uDE00 \uFEFF  ";
        WriteResult result = tools().writeFile("exact.txt", text);
        assertThat(text("exact.txt")).isEqualTo(text);
        assertThat(result.created()).isTrue();
        assertThat(result.size()).isEqualTo(Bytes.utf8(text).size());
        assertThat(result.version()).isEqualTo(tools().readFile("exact.txt").version());
    }

    @Test
    default void writesBytesExactly() {
        Bytes latin1 = Bytes.copyOf("naïve\r\n".getBytes(StandardCharsets.ISO_8859_1));
        tools().writeFile(WriteRequest.of("latin1.txt", latin1));
        assertThat(tools().readFile("latin1.txt").bytes()).isEqualTo(latin1);
    }

    @Test
    default void makesTheDirectoriesAbove() {
        assertThat(tools().writeFile("a/b/c/d.txt", "deep").path()).isEqualTo("a/b/c/d.txt");
        assertThat(text("a/b/c/d.txt")).isEqualTo("deep");
        failure(ErrorCode.NOT_A_DIRECTORY, () -> tools().writeFile("README.md/x", ""));
        failure(ErrorCode.NOT_A_FILE, () -> tools().writeFile("src", ""));
    }

    @Test
    default void countsLinesAddedAndRemoved() {
        WriteResult created = tools().writeFile("f", "a\nb\nc\n");
        assertThat(created.linesAdded()).isEqualTo(3);
        assertThat(created.linesRemoved()).isZero();
        WriteResult changed = tools().writeFile("f", "a\nB\nc\nd");
        assertThat(changed.created()).isFalse();
        assertThat(changed.linesAdded()).isEqualTo(2);
        assertThat(changed.linesRemoved()).isEqualTo(1);
        WriteResult binary = tools().writeFile("f", "\0\n\n\n");
        assertThat(binary.linesAdded()).isZero();
        assertThat(binary.linesRemoved()).isZero();
    }

    @Test
    default void writesOnlyTheVersionThatWasAskedFor() {
        FileVersion first = tools().writeFile("f", "1").version();
        FileVersion second =
                tools().writeFile(WriteRequest.of("f", "2").ifVersion(first)).version();
        assertThat(failure(
                                ErrorCode.VERSION_CONFLICT,
                                () -> tools().writeFile(
                                                WriteRequest.of("f", "3").ifVersion(first)))
                        .message())
                .contains("'f'", "read it again");
        assertThat(text("f")).isEqualTo("2");
        failure(
                ErrorCode.VERSION_CONFLICT,
                () -> tools().writeFile(WriteRequest.of("missing", "3").ifVersion(second)));
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("missing"));
    }

    @Test
    default void writesOnlyWhereNothingIs() {
        tools().writeFile(WriteRequest.of("new/f", "1").ifAbsent());
        failure(
                ErrorCode.ALREADY_EXISTS,
                () -> tools().writeFile(WriteRequest.of("new/f", "2").ifAbsent()));
        assertThat(text("new/f")).isEqualTo("1");
    }

    @Test
    default void keepsAndSetsTheExecutableBit() {
        assumeTrue(workspace().capabilities().has(Capability.EXECUTABLE_BIT), "not run: no executable bit here");
        tools().writeFile("run.sh", "#!/bin/sh\n");
        assertThat(tools().stat("run.sh").executable()).isTrue();
        tools().writeFile(WriteRequest.of("run.sh", "#!/bin/sh\n").executable(false));
        assertThat(tools().stat("run.sh").executable()).isFalse();
        tools().writeFile(WriteRequest.of("new.sh", "").executable(true));
        assertThat(tools().stat("new.sh").executable()).isTrue();
        tools().writeFile("plain", "");
        assertThat(tools().stat("plain").executable()).isFalse();
    }

    @Test
    default void leavesNothingBesideTheFile() {
        tools().writeFile("dir/f", "1");
        tools().writeFile("dir/f", "2");
        failure(ErrorCode.IO_ERROR, () -> tools().upload("dir/f", new FailingStream()));
        assertThat(tools().list("dir").entries()).extracting(FileStat::path).containsExactly("dir/f");
        tools().delete("dir/f");
        tools().delete("dir");
    }

    @Test
    default void uploadsAStreamOfAnySize() throws IOException {
        byte[] data = new byte[20 << 20];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 31 + (i >> 13));
        }
        WriteResult result = tools().upload("up/data.bin", new ByteArrayInputStream(data));
        assertThat(result.size()).isEqualTo(data.length);
        assertThat(result.created()).isTrue();
        assertThat(result.linesAdded()).isZero();
        try (InputStream stream = tools().download("up/data.bin", 0)) {
            assertThat(java.util.Arrays.equals(stream.readAllBytes(), data)).isTrue();
        }
        assertThat(tools().upload("up/data.bin", InputStream.nullInputStream()).created())
                .isFalse();
        assertThat(tools().stat("up/data.bin").size()).isZero();
    }

    @Test
    default void anUploadHasTheVersionThatAReadTells() {
        var version = tools().upload("f", new ByteArrayInputStream(new byte[] {1, 2, 3}))
                .version();
        assertThat(tools().readFile("f").version()).isEqualTo(version);
        tools().writeFile(WriteRequest.of("f", "next").ifVersion(version));
    }

    @Test
    default void anUploadWhoseSourceIsSlowKeepsNobodyWaiting() throws Exception {
        tools().writeFile("f", "old");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<WriteResult> upload =
                    pool.submit(() -> tools().upload("f", new WaitingStream("uploaded", begun, goOn)));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            tools().editFile("f", Edit.replace("old", "edited"));
            assertThat(text("f")).isEqualTo("edited");
            tools().delete("f");
            goOn.countDown();
            assertThat(upload.get().created()).isTrue();
        } finally {
            goOn.countDown();
            pool.shutdownNow();
        }
        assertThat(text("f")).isEqualTo("uploaded");
    }

    @Test
    default void aWriteThatIsForcedToTheDiskIsLikeAnyOther() {
        WriteRequest request = WriteRequest.of("new/in/f", "1").durable(true);
        assertThat(tools().writeFile(request.ifAbsent()).created()).isTrue();
        assertThat(text("new/in/f")).isEqualTo("1");
        tools().writeFile(WriteRequest.of("new/in/f", "2").durable(true));
        assertThat(text("new/in/f")).isEqualTo("2");
        assertThat(tools().list("new/in").entries()).extracting(FileStat::path).containsExactly("new/in/f");
    }

    @Test
    default void aStreamThatFailsLeavesTheOldFile() {
        tools().writeFile("f", "old");
        assertThat(failure(ErrorCode.IO_ERROR, () -> tools().upload("f", new FailingStream()))
                        .message())
                .contains("'f'");
        assertThat(text("f")).isEqualTo("old");
    }

    /** Gives some bytes and then fails. Not thread-safe. */
    final class FailingStream extends InputStream {
        private int left = 100_000;

        @Override
        public int read() throws IOException {
            if (left-- == 0) {
                throw new IOException("the line was cut");
            }
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
        }
    }

    /** Gives its text once it is told to. Not thread-safe. */
    final class WaitingStream extends InputStream {
        private final ByteArrayInputStream text;
        private final CountDownLatch begun;
        private final CountDownLatch goOn;

        WaitingStream(String text, CountDownLatch begun, CountDownLatch goOn) {
            this.text = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            this.begun = begun;
            this.goOn = goOn;
        }

        private void await() throws IOException {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        @Override
        public int read() throws IOException {
            await();
            return text.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            await();
            return text.read(target, offset, length);
        }
    }
}
