package dev.shadow.benchmarks.git;

import dev.shadow.benchmarks.Expect;
import dev.shadow.git.CheckpointRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Keeps, or brings back, 10 MB of changes in 100 files. The peer adds them to an index of its own and writes a tree. Not thread-safe. */
public class CheckpointTree extends OnTree {
    private static final int FILES = 100;
    private static final int BYTES = 100 << 10;

    /** That of ours. */
    private static final int COMPRESSION = 1;

    /** What is done. */
    @Param({"checkpoint", "restore"})
    public String what = "checkpoint";

    private byte[] text = new byte[0];
    private String kept = "";
    private Path index = Path.of("");

    /**
     * Opens both and compares what they say.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        openBoth();
        index = GitHome.scratch("index-" + engine);
        text = text();
        write();
        Expect.same("that there is a tree", 41, peer().length());
        String id = git().checkpoint(CheckpointRequest.of("Kept")).id();
        byte[] before = Files.readAllBytes(tree().resolve("large/7.txt"));
        remove(tree());
        git().restore(id);
        Expect.same("a file brought back", before, Files.readAllBytes(tree().resolve("large/7.txt")));
    }

    private byte[] text() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : GitHome.sources(peerTree())) {
            all.write(Files.readAllBytes(file));
        }
        return all.toByteArray();
    }

    /**
     * Makes changes that nobody has seen, and takes them away again when they are to be brought back.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup(Level.Invocation)
    public void change() throws IOException, InterruptedException {
        write();
        if (what.equals("restore")) {
            kept = git().checkpoint(CheckpointRequest.of("Kept")).id();
            remove(tree());
        }
    }

    private void write() throws IOException {
        for (Path root : List.of(tree(), peerTree())) {
            Path large = Files.createDirectories(root.resolve("large"));
            for (int i = 0; i < FILES; i++) {
                byte[] bytes = new byte[BYTES];
                byte[] first = ("// " + i + " " + System.nanoTime() + "\n").getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(text, (int) ((long) i * BYTES % (text.length - BYTES)), bytes, 0, BYTES);
                System.arraycopy(first, 0, bytes, 0, first.length);
                Files.write(large.resolve(i + ".txt"), bytes);
            }
        }
        Files.copy(peerTree().resolve(".git/index"), index, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void remove(Path root) throws IOException {
        GitHome.delete(root.resolve("large"));
    }

    /**
     * Through the library.
     *
     * @return the checkpoint
     */
    @Benchmark
    public Object ours() {
        return what.equals("restore") ? git().restore(kept) : git().checkpoint(CheckpointRequest.of("Kept"));
    }

    /**
     * By the bare program.
     *
     * @return the tree
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public String peer() throws IOException, InterruptedException {
        Git own = bare().with("GIT_INDEX_FILE", index);
        own.run("-c", "core.looseCompression=" + COMPRESSION, "add", "-A");
        return own.run("write-tree");
    }

    /**
     * Takes the changes away.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @TearDown
    public void end() throws IOException, InterruptedException {
        remove(tree());
        remove(peerTree());
        closeOurs();
    }
}
