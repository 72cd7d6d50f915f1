package dev.shadow.benchmarks.files;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.file.Edit;
import dev.shadow.file.EditResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Changes one word in the middle of a text of 1 MB. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EditLarge {
    private static final String LINE = "        this.value = computed(argument, 42);\n";
    private static final int HALF = (1 << 19) / LINE.length();
    private static final String FIRST = "the word is teh";
    private static final String OTHER = "the word is the";

    private final LocalWorkspace workspace = new LocalWorkspace();
    private final Path ours = workspace.directory().resolve("ours.txt");
    private final Path peer = workspace.directory().resolve("peer.txt");
    private boolean edited;

    private static String text(String middle) {
        return LINE.repeat(HALF) + middle + "\n" + LINE.repeat(HALF);
    }

    /**
     * Makes the files and checks both sides.
     *
     * @throws IOException when the disk fails
     */
    @Setup
    public void start() throws IOException {
        Files.writeString(ours, text(FIRST));
        Files.writeString(peer, text(FIRST));
        check();
    }

    /**
     * Through the library.
     *
     * @return what changed
     */
    @Benchmark
    public EditResult ours() {
        edited = !edited;
        return workspace.tools().editFile("ours.txt", edited ? Edit.replace(FIRST, OTHER) : Edit.replace(OTHER, FIRST));
    }

    /**
     * Reads it and writes the same atomically, which is the least that an edit does.
     *
     * @return the file
     * @throws IOException when the disk fails
     */
    @Benchmark
    public Path peer() throws IOException {
        byte[] content = Files.readAllBytes(peer);
        Path temporary = Files.write(peer.resolveSibling("peer.tmp"), content);
        return Files.move(temporary, peer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
        for (int round = 0; round < 2; round++) {
            ours();
            Expect.same("file edited by us", bytes(edited ? OTHER : FIRST), Files.readAllBytes(ours));
        }
        peer();
        Expect.same("file written by the peer", bytes(FIRST), Files.readAllBytes(peer));
    }

    private static byte[] bytes(String middle) {
        return text(middle).getBytes(StandardCharsets.US_ASCII);
    }
}
