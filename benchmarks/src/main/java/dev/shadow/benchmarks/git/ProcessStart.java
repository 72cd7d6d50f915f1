package dev.shadow.benchmarks.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A start of the git program that does nothing. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessStart {
    /** For JMH. */
    public ProcessStart() {}

    /**
     * Starts it and waits for its end.
     *
     * @return what it printed
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public String once() throws IOException, InterruptedException {
        return Git.in(Path.of("/")).run("version");
    }
}
