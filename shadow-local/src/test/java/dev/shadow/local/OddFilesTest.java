package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.Edit;
import dev.shadow.file.FileType;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what they seem end in a refusal by name, and soon. */
class OddFilesTest {
    private static final long HUGE = 1L << 40;

    @TempDir
    Path scratch;

    private Path tree;
    private Shadow shadow;
    private Workspace workspace;
    private FileTools tools;

    @BeforeEach
    void open() throws IOException {
        tree = Files.createDirectory(scratch.resolve("tree"));
        shadow = Shadow.builder()
                .mode("local")
                .stateDirectory(scratch.resolve("state"))
                .open();
        workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("odd").directory(tree));
        tools = workspace.tools();
    }

    @AfterEach
    void close() {
        workspace.close();
        shadow.close();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    }

    @Test
    void aHugeSparseFileIsTooLargeForAllButRanges() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(tree.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(HUGE);
            sparse.seek(HUGE - 3);
            sparse.write('e');
        }
        assertThat(tools.stat("sparse").size()).isEqualTo(HUGE);
        refused(ErrorCode.TOO_LARGE, () -> tools.readFile("sparse"));
        refused(
                ErrorCode.TOO_LARGE,
                () -> tools.readFile(ReadRequest.of("sparse").lines(1, 1)));
        refused(ErrorCode.TOO_LARGE, () -> tools.editFile("sparse", Edit.replace("e", "f")));
        refused(
                ErrorCode.TOO_LARGE,
                () -> tools.applyPatch("*** Begin Patch\n*** Update File: sparse\n-e\n+f\n*** End Patch\n"));
        assertThat(tools.readFiles(List.of(ReadRequest.of("sparse"))).get(0)).isInstanceOf(ReadOutcome.Failure.class);
        var end = tools.readFile(ReadRequest.of("sparse").bytes(HUGE - 3, 100));
        assertThat(end.bytes().toByteArray()).containsExactly('e', 0, 0);
        try (InputStream stream = tools.download("sparse", HUGE - 3)) {
            assertThat(stream.readAllBytes()).hasSize(3);
        }
        assertThat(end.version().weak()).isTrue();
        tools.writeFile(WriteRequest.of("sparse", "small").ifVersion(end.version()));
        assertThat(tools.readFile("sparse").text()).isEqualTo("small");
    }

    @Test
    void aDeviceIsNeverOpened() throws Exception {
        Process mknod = new ProcessBuilder("mknod", tree.resolve("zero").toString(), "c", "1", "5")
                .redirectErrorStream(true)
                .start();
        String output = new String(mknod.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assumeThat(mknod.waitFor())
                .as("not run: this user may not make a device (%s)", output)
                .isZero();
        requireUntouchable("zero");
    }

    @Test
    void aSocketIsNeverOpened() throws IOException {
        Path near = Files.createTempDirectory("s"); // the name of a socket has 107 bytes at most, see unix(7)
        Path socket = near.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.move(socket, tree.resolve("socket"));
            requireUntouchable("socket");
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(near);
        }
    }

    @Test
    void aPipeIsNeverOpened() throws Exception {
        makePipe(tree.resolve("pipe"));
        requireUntouchable("pipe");
    }

    private void requireUntouchable(String name) {
        assertThat(tools.stat(name).type()).isEqualTo(FileType.OTHER);
        refused(ErrorCode.NOT_A_FILE, () -> tools.readFile(name));
        refused(ErrorCode.NOT_A_FILE, () -> tools.download(name, 0));
        refused(ErrorCode.NOT_A_FILE, () -> tools.writeFile(name, "x"));
        refused(ErrorCode.NOT_A_FILE, () -> tools.upload(name, InputStream.nullInputStream()));
        refused(ErrorCode.NOT_A_FILE, () -> tools.editFile(name, Edit.replace("a", "b")));
        refused(ErrorCode.NOT_A_FILE, () -> tools.copy(name, "copy"));
        refused(
                ErrorCode.NOT_A_FILE,
                () -> tools.applyPatch("*** Begin Patch\n*** Delete File: " + name + "\n*** End Patch\n"));
        refused(ErrorCode.NOT_A_DIRECTORY, () -> tools.list(name));
        tools.mkdir("d");
        tools.move(name, "d/" + name);
        refused(ErrorCode.NOT_A_FILE, () -> tools.copy("d", "copy"));
        refused(ErrorCode.NOT_FOUND, () -> tools.stat("copy"));
        tools.deleteTree("d");
        refused(ErrorCode.NOT_FOUND, () -> tools.stat("d"));
    }

    private static void makePipe(Path pipe) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
    }

    /** A pipe that takes a file's name between the look and the open must hold nobody up. */
    @Test
    void aPipeThatIsSwappedInHangsNobody() throws Exception {
        makePipe(scratch.resolve("pipe"));
        Files.writeString(tree.resolve("f"), "file");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Future<?> swapping = pool.submit(() -> {
                while (!done.get()) {
                    swap();
                }
                return null;
            });
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(2).toNanos();
            long latest = start + Duration.ofMinutes(1).toNanos();
            List<Future<Integer>> reading =
                    List.of(pool.submit(() -> read(end, latest)), pool.submit(() -> read(end, latest)));
            int read = reading.get(0).get(2, TimeUnit.MINUTES) + reading.get(1).get(2, TimeUnit.MINUTES);
            done.set(true);
            swapping.get();
            assertThat(read).isPositive();
            assertThat(tools.readFile("f").text()).isIn("file", "edited");
        } finally {
            done.set(true);
            pool.shutdownNow();
        }
    }

    private void swap() throws IOException {
        Files.createLink(tree.resolve("swapped"), scratch.resolve("pipe"));
        Files.move(tree.resolve("swapped"), tree.resolve("f"), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(tree.resolve("swapped"), "file");
        Files.move(tree.resolve("swapped"), tree.resolve("f"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** How often it met the file and not the pipe; goes on beyond the end until it did once. */
    private int read(long end, long latest) {
        int read = 0;
        while (System.nanoTime() < (read == 0 ? latest : end)) {
            try {
                assertThat(tools.readFile("f").text()).isEqualTo("file");
                tools.editFile("f", Edit.replace("file", "edited"), Edit.replace("edited", "file"));
                read++;
            } catch (ShadowException e) {
                assertThat(e.code())
                        .as(e.message())
                        .isIn(ErrorCode.NOT_A_FILE, ErrorCode.IO_ERROR, ErrorCode.EDIT_NOT_FOUND);
            }
        }
        return read;
    }
}
