package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shadow.core.search.TreeListing;
import dev.shadow.file.ListRequest;
import dev.shadow.search.FindRequest;
import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search in the odder trees that a disk can hold. */
class SearchWalkTest {
    @TempDir
    Path scratch;

    private TestTree tree;
    private Searches searches;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new TestTree(scratch);
        searches = new Searches(tree.store);
    }

    private List<String> needles() throws IOException {
        return searches.grep(GrepRequest.literal("needle")).matches().stream()
                .map(GrepMatch::path)
                .toList();
    }

    @Test
    void goesDownFurtherThanItKeepsDirectoriesOpen() throws IOException {
        Path deepest = tree.root;
        for (int i = 0; i < 200; i++) {
            deepest = Files.createDirectory(deepest.resolve("d"));
            Files.createFile(deepest.resolve("z"));
        }
        Files.writeString(deepest.resolve("f"), "needle");
        String path = "d/".repeat(200) + "f";
        assertThat(needles()).containsExactly(path);
        assertThat(searches.find(FindRequest.glob("f")).paths()).containsExactly(path);
        assertThat(searches.find(FindRequest.glob("z")).paths()).hasSize(200);
    }

    @Test
    void neitherLinksNorPipesAreOpened() throws Exception {
        Files.writeString(Files.createDirectory(scratch.resolve("outside")).resolve("f"), "needle");
        Files.createSymbolicLink(tree.root.resolve("directory"), scratch.resolve("outside"));
        Files.createSymbolicLink(tree.root.resolve("file"), scratch.resolve("outside/f"));
        Files.createSymbolicLink(tree.root.resolve("round"), Path.of("."));
        assumeThat(new ProcessBuilder("mkfifo", tree.root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .as("mkfifo(1) works here")
                .isZero();
        Files.writeString(tree.root.resolve("seen"), "needle");
        assertThat(needles()).containsExactly("seen");
        assertThat(searches.find(FindRequest.glob("*")).paths())
                .containsExactly("directory", "file", "pipe", "round", "seen");
    }

    @Test
    void namesThatAreNotUtf8AreShownEscaped() throws Exception {
        Process made = new ProcessBuilder("sh", "-c", "printf needle > \"$(printf 'a\\377b')\"")
                .directory(tree.root.toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        assertThat(needles()).containsExactly("a\\xFFb");
        assertThat(searches.find(FindRequest.glob("a*b")).paths()).containsExactly("a\\xFFb");
    }

    @Test
    void whatMayNotBeReadIsPassedOver() throws Exception {
        Files.writeString(tree.root.resolve("closed"), "needle");
        Files.createDirectory(tree.root.resolve("shut"));
        Files.writeString(tree.root.resolve("seen"), "needle");
        Files.setPosixFilePermissions(tree.root.resolve("closed"), java.util.Set.of());
        Files.setPosixFilePermissions(tree.root.resolve("shut"), java.util.Set.of());
        assumeThat(Files.isReadable(tree.root.resolve("closed")))
                .as("a user who may read everything")
                .isFalse();
        assertThat(needles()).containsExactly("seen");
    }

    @Test
    void leavesNothingOpen() throws IOException {
        for (int i = 0; i < 300; i++) {
            Path directory = Files.createDirectories(tree.root.resolve("d" + i % 20 + "/e" + i % 50 + "/" + i));
            Files.writeString(directory.resolve("f"), "needle\nneedle\n");
        }
        searches.grep(GrepRequest.literal("needle"));
        long before = openDescriptors();
        for (int i = 0; i < 20; i++) {
            assertThat(searches.grep(GrepRequest.literal("needle").limit(i + 1)).matches())
                    .hasSize(i + 1);
            assertThat(searches.find(FindRequest.glob("*").limit(i + 1)).paths())
                    .hasSize(i + 1);
        }
        assertThat(openDescriptors()).isLessThanOrEqualTo(before + 5);
    }

    private static long openDescriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void listsManyMoreThanOneWorkerDoes() throws Exception {
        for (int i = 0; i < 900; i++) {
            Files.createDirectories(tree.root.resolve("d" + i % 30 + "/" + i));
        }
        ListRequest all = ListRequest.of(".").depth(5).limit(100_000);
        List<String> first = paths(all);
        assertThat(first).hasSize(930);
        for (int i = 0; i < 5; i++) {
            assertThat(paths(all)).isEqualTo(first);
            assertThat(paths(all.limit(100))).isEqualTo(first.subList(0, 100));
        }
        assertThat(first.subList(0, 2)).containsExactly("d0", "d0/0");
    }

    private List<String> paths(ListRequest request) throws IOException, InterruptedException {
        return TreeListing.list(tree.store, request, TestTree.soon()).entries().stream()
                .map(entry -> entry.path())
                .toList();
    }
}
