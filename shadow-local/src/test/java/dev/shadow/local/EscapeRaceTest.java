package dev.shadow.local;

import static dev.shadow.local.TestTree.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ShadowException;
import dev.shadow.core.file.FileEngine;
import dev.shadow.core.patch.PatchEngine;
import dev.shadow.core.patch.PatchJournal;
import dev.shadow.file.Edit;
import dev.shadow.file.EditRequest;
import dev.shadow.file.FileOperation;
import dev.shadow.file.IfExists;
import dev.shadow.file.WriteRequest;
import dev.shadow.search.FindRequest;
import dev.shadow.search.GrepRequest;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody swaps a directory for a link out of the workspace, again and again, while files in it are read and written. */
class EscapeRaceTest {
    @TempDir
    Path scratch;

    private final AtomicLong successes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong escapesByPath = new AtomicLong();
    private final AtomicLong swaps = new AtomicLong();

    @Test
    void noCallLeavesTheRootForSomeSeconds() throws Exception {
        race(Duration.ofSeconds(4));
    }

    @Test
    @Tag("soak")
    void noCallLeavesTheRootForAMinute() throws Exception {
        race(Duration.ofSeconds(60));
    }

    private void race(Duration duration) throws Exception {
        TestTree tree = new TestTree(scratch);
        Path outside = Files.createDirectories(scratch.resolve("outside/deep"));
        Files.writeString(outside.resolve("f"), "secret");
        Files.writeString(outside.resolve("victim"), "secret");
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(tree.root.resolve("d/deep"));
        Files.writeString(tree.root.resolve("d/deep/f"), "inside");
        Files.createSymbolicLink(tree.root.resolve("link"), scratch.resolve("outside"));
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> all = new ArrayList<>();
            all.add(pool.submit(() -> until(end, () -> swap(tree.root))));
            all.add(pool.submit(
                    () -> until(end, () -> assertThat(tree.read("d/deep/f")).isEqualTo("inside"))));
            all.add(pool.submit(() -> until(end, () -> change(tree))));
            all.add(pool.submit(() -> until(end, () -> readByPath(tree.root))));
            all.add(pool.submit(() -> until(end, () -> deleteAndList(tree))));
            OperationTable tools = tools(tree);
            all.add(pool.submit(() -> until(end, () -> useTools(tools))));
            all.add(pool.submit(() -> until(end, () -> search(tree))));
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("f", "victim", "secret");
        }
        assertThat(Files.readString(outside.resolve("victim"))).isEqualTo("secret");
        assertThat(Files.readString(outside.resolve("f"))).isEqualTo("secret");
        assertThat(escapesByPath.get())
                .as("a plain read by path does get out, so the race is real")
                .isPositive();
        assertThat(swaps.get()).isGreaterThan(100);
        assertThat(successes.get()).isGreaterThan(100);
        assertThat(failures.get()).isPositive();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** Failing is fine here; getting out is not. */
    private Void until(long end, Step step) {
        while (System.nanoTime() < end) {
            try {
                step.run();
                successes.incrementAndGet();
            } catch (IOException | ShadowException e) {
                failures.incrementAndGet();
            }
        }
        return null;
    }

    private void swap(Path root) throws IOException {
        Files.move(root.resolve("d"), root.resolve("away"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(root.resolve("link"), root.resolve("d"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(root.resolve("d"), root.resolve("link"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(root.resolve("away"), root.resolve("d"), StandardCopyOption.ATOMIC_MOVE);
        swaps.incrementAndGet();
        assertThat(Files.isDirectory(root.resolve("d"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    private void readByPath(Path root) throws IOException {
        if (Files.readString(root.resolve("d/deep/f")).equals("secret")) {
            escapesByPath.incrementAndGet();
        }
    }

    private static void change(TestTree tree) throws IOException {
        tree.store.replace(path("d/deep/new"), Optional.empty(), false, target -> target.write(TestTree.bytes("x")));
        tree.store.createDirectory(path("d/deep/made"));
        tree.store.createLink(path("d/deep/made/l"), "x");
        tree.store.move(path("d/deep/made/l"), path("d/deep/moved"), true);
    }

    private static OperationTable tools(TestTree tree) {
        OperationTable.Builder table = OperationTable.builder();
        new FileEngine(tree.store).register(table);
        new PatchEngine(tree.store, PatchJournal.none()).register(table);
        return table.build();
    }

    private void useTools(OperationTable tools) {
        for (Operation<?> operation : List.of(
                new FileOperation.Write(WriteRequest.of("d/deep/t/w", "one\n")),
                new FileOperation.EditText(EditRequest.of("d/deep/t/w", Edit.replace("one", "two"))),
                new FileOperation.Upload("d/deep/t/u", new ByteArrayInputStream(new byte[9])),
                new FileOperation.ApplyPatch("""
                        *** Begin Patch
                        *** Add File: d/deep/t/p
                        +p
                        *** Update File: d/deep/t/w
                        *** Move to: d/deep/t/v
                        -two
                        +three
                        *** End Patch
                        """),
                new FileOperation.Copy("d/deep/t", "d/deep/c", IfExists.FAIL),
                new FileOperation.Move("d/deep/c/p", "d/deep/victim", IfExists.REPLACE),
                new FileOperation.Delete("d/deep/c", true),
                new FileOperation.Delete("d/deep/t", true))) {
            try {
                tools.execute(operation, new CallContext("w", TestTree.soon(), "r", Optional.empty()));
                successes.incrementAndGet();
            } catch (ShadowException e) {
                failures.incrementAndGet();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void deleteAndList(TestTree tree) throws IOException {
        assertThat(tree.store.list(path("d/deep")))
                .noneMatch(entry -> entry.name().equals("secret"));
        for (String name : List.of("d/deep/victim", "d/deep/new", "d/deep/moved", "d/deep/made")) {
            ignoringFailure(() -> tree.store.delete(path(name)));
        }
    }

    private static void search(TestTree tree) throws IOException {
        Searches searches = new Searches(tree.store);
        assertThat(searches.grep(GrepRequest.literal("secret")).matches()).isEmpty();
        assertThat(searches.grep(GrepRequest.literal("secret").in("d")).matches())
                .isEmpty();
        assertThat(searches.find(FindRequest.glob("victim")).paths()).isEmpty();
    }

    private void ignoringFailure(Step step) {
        try {
            step.run();
        } catch (IOException | ShadowException e) {
            failures.incrementAndGet();
        }
    }
}
