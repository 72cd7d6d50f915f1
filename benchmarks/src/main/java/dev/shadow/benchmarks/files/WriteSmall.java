package dev.shadow.benchmarks.files;

import dev.shadow.Bytes;
import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writes 4 KB of text atomically: over a file with other lines, or as a new one. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriteSmall {
    private static final int SIZE = 4096;
    private static final List<byte[]> CONTENTS = List.of(text("first"), text("other"));

    /** Whether each call makes a new file. */
    @Param("false")
    public boolean fresh;

    private final LocalWorkspace workspace = new LocalWorkspace();
    private final Path directory = workspace.directory();
    private int calls;

    /**
     * Checks both sides.
     *
     * @throws IOException when the disk fails
     */
    @Setup
    public void start() throws IOException {
        check();
    }

    /**
     * Through the library.
     *
     * @return what changed
     */
    @Benchmark
    public WriteResult ours() {
        return workspace.tools().writeFile(WriteRequest.of(next("ours"), Bytes.copyOf(content())));
    }

    /**
     * A temporary file in the same directory, renamed to its place.
     *
     * @return the file
     * @throws IOException when the disk fails
     */
    @Benchmark
    public Path peer() throws IOException {
        String name = next("peer");
        Path temporary = Files.write(directory.resolve("peer.tmp"), content());
        return Files.move(
                temporary,
                directory.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private String next(String side) {
        calls++;
        return fresh ? side + calls : side;
    }

    private byte[] content() {
        return CONTENTS.get(calls % CONTENTS.size());
    }

    /**
     * Removes the files of an iteration.
     *
     * @throws IOException when the disk fails
     */
    @TearDown(Level.Iteration)
    public void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
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
        for (int round = 0; round < 2 * CONTENTS.size(); round++) {
            Path ours = directory.resolve(ours().path());
            Expect.same("content written by us", content(), Files.readAllBytes(ours));
            Expect.same("content written by the peer", peerWritten(), content());
        }
    }

    private byte[] peerWritten() throws IOException {
        return Files.readAllBytes(peer());
    }

    private static byte[] text(String word) {
        String lines = (word + " line of a source file that an agent writes\n").repeat(SIZE);
        return lines.substring(0, SIZE).getBytes(StandardCharsets.US_ASCII);
    }
}
