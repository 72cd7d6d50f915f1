package dev.shadow.benchmarks.files;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.file.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads a file of 4 KB beneath four directories, in a warm cache. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadDeep {
    private static final String NAME = "one/two/three/four/file.bin";
    private static final List<Path> DIRECTORIES =
            List.of(Path.of("one"), Path.of("two"), Path.of("three"), Path.of("four"));
    private static final Path FILE = Path.of("file.bin");
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final LocalWorkspace workspace = new LocalWorkspace();
    private byte[] content = {};

    /**
     * Makes the file and checks both sides.
     *
     * @throws IOException when the disk fails
     */
    @Setup
    public void start() throws IOException {
        content = new byte[4096];
        new Random(1).nextBytes(content);
        Path file = workspace.directory().resolve(NAME);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        check();
    }

    /**
     * Through the library.
     *
     * @return the content
     */
    @Benchmark
    public FileContent ours() {
        return workspace.tools().readFile(NAME);
    }

    /**
     * From handle to handle, looking what each name is before it is opened.
     *
     * @return the content
     * @throws IOException when the disk fails
     */
    @Benchmark
    public byte[] peer() throws IOException {
        SecureDirectoryStream<Path> current = root();
        try {
            for (Path name : DIRECTORIES) {
                requireType(look(current, name).isDirectory(), name);
                SecureDirectoryStream<Path> next = current.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
                current.close();
                current = next;
            }
            BasicFileAttributes found = look(current, FILE);
            requireType(found.isRegularFile(), FILE);
            return read(current, (int) found.size());
        } finally {
            current.close();
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the caller closes what is returned
    private SecureDirectoryStream<Path> root() throws IOException {
        DirectoryStream<Path> root = Files.newDirectoryStream(workspace.directory());
        if (root instanceof SecureDirectoryStream<Path> handle) {
            return handle;
        }
        root.close();
        throw new IOException("no directory handles here");
    }

    private static BasicFileAttributes look(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        return directory
                .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static void requireType(boolean right, Path name) throws IOException {
        if (!right) {
            throw new IOException("not of the type expected: " + name);
        }
    }

    private static byte[] read(SecureDirectoryStream<Path> directory, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        try (SeekableByteChannel channel = directory.newByteChannel(FILE, READING)) {
            int got = 0;
            while (buffer.hasRemaining() && got >= 0) {
                got = channel.read(buffer);
            }
        }
        return buffer.array();
    }

    /**
     * Checks both sides again and cleans up.
     *
     * @throws IOException when the disk fails
     */
    @TearDown
    public void end() throws IOException {
        check();
        workspace.close();
    }

    private void check() throws IOException {
        Expect.same("content read by us", content, ours().bytes().toByteArray());
        Expect.same("content read by the peer", content, peer());
    }
}
