package dev.shadow.benchmarks.files;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.file.FileContent;
import dev.shadow.file.WriteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads a file of 1 MB whole, in a warm cache. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadLarge {
    private static final String NAME = "file.bin";

    /** Whether its version is asked for too. */
    @Param("false")
    public boolean version;

    private final LocalWorkspace workspace = new LocalWorkspace();
    private final Path file = workspace.directory().resolve(NAME);
    private byte[] content = {};

    /**
     * Makes the file and checks both sides.
     *
     * @throws IOException when the disk fails
     */
    @Setup
    public void start() throws IOException {
        content = new byte[1 << 20];
        new Random(1).nextBytes(content);
        Files.write(file, content);
        check();
    }

    /**
     * Through the library.
     *
     * @return the content, or its version
     */
    @Benchmark
    public Object ours() {
        FileContent read = workspace.tools().readFile(NAME);
        return version ? read.version() : read;
    }

    /**
     * By the JDK.
     *
     * @return the content
     * @throws IOException when the disk fails
     */
    @Benchmark
    public byte[] peer() throws IOException {
        return Files.readAllBytes(file);
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
        FileContent read = workspace.tools().readFile(NAME);
        Expect.same("content read by us", content, read.bytes().toByteArray());
        Expect.same(
                "version of an equal file",
                workspace
                        .tools()
                        .writeFile(WriteRequest.of("equal.bin", read.bytes()))
                        .version(),
                read.version());
        Expect.same("content read by the peer", content, peer());
    }
}
