package dev.shadow.benchmarks.local;

import dev.shadow.Bytes;
import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Replaces a file of 4 KB atomically, by another content at each call. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriteFile {
    private static final int SIZE = 4096;
    private static final List<byte[]> CONTENTS = List.of(text("first"), text("other"));

    private final LocalWorkspace workspace = new LocalWorkspace();
    private final Path directory = workspace.directory();
    private final List<WriteRequest> requests = CONTENTS.stream()
            .map(content -> WriteRequest.of("ours.txt", Bytes.copyOf(content)))
            .toList();
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
        return workspace.tools().writeFile(requests.get(next()));
    }

    /**
     * A temporary file in the same directory, renamed over the old one.
     *
     * @return the file
     * @throws IOException when the disk fails
     */
    @Benchmark
    public Path peer() throws IOException {
        Path temporary = Files.write(directory.resolve("peer.tmp"), CONTENTS.get(next()));
        return Files.move(
                temporary,
                directory.resolve("peer.txt"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
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

    private int next() {
        calls++;
        return calls % CONTENTS.size();
    }

    private void check() throws IOException {
        for (int round = 0; round < CONTENTS.size(); round++) {
            ours();
            Expect.same("content written by us", written(), Files.readAllBytes(directory.resolve("ours.txt")));
            peer();
            Expect.same("content written by the peer", written(), Files.readAllBytes(directory.resolve("peer.txt")));
        }
    }

    private byte[] written() {
        return CONTENTS.get(calls % CONTENTS.size());
    }

    private static byte[] text(String word) {
        String lines = (word + " line of a source file that an agent writes\n").repeat(SIZE);
        return lines.substring(0, SIZE).getBytes(StandardCharsets.US_ASCII);
    }
}
