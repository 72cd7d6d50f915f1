package dev.shadow.benchmarks.local;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.file.FileContent;
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

/** Reads the same whole file, in a warm cache. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadFile {
    private static final String NAME = "file.bin";

    /** The size of the file, in bytes. */
    @Param("4096")
    public int size;

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
        content = new byte[size];
        new Random(size).nextBytes(content);
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
        Expect.same("content read by us", content, ours().bytes().toByteArray());
        Expect.same("content read by the peer", content, peer());
    }
}
