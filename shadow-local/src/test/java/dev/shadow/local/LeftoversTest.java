package dev.shadow.local;

import static dev.shadow.local.TestTree.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.WorkspaceSpec;
import dev.shadow.core.store.FileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unfinished files of processes that are dead are removed, and of others not. */
class LeftoversTest {
    private static final String ID = "left";

    @TempDir
    Path scratch;

    private List<String> temporaries(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(file -> Directory.isTemporary(file.getFileName()))
                    .map(file -> tree.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Shadow shadow() {
        return Shadow.builder()
                .mode("local")
                .stateDirectory(scratch.resolve("state"))
                .open();
    }

    @Test
    void whatAKilledProcessWasWritingIsGoneAtTheNextOpening() throws Exception {
        Path tree = Files.createDirectory(scratch.resolve("tree"));
        Process child = ChildJvm.start(UploadingChild.class, Map.of("AGENT_MODE", ""), scratch, tree);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("uploading");
            assertThat(temporaries(tree)).hasSize(1);
            openAndRead();
            assertThat(temporaries(tree)).as("of a process that lives").hasSize(1);
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(temporaries(tree)).hasSize(1);
        openAndRead();
        assertThat(temporaries(tree)).isEmpty();
        try (Stream<Path> marks = Files.walk(scratch.resolve("state"))) {
            assertThat(marks.filter(mark -> mark.getParent().endsWith("writers")))
                    .isEmpty();
        }
    }

    private void openAndRead() {
        try (Shadow shadow = shadow();
                var workspace = shadow.workspaces().open(ID)) {
            assertThat(workspace.tools().readFile("deep/in/f").text()).isEqualTo("old");
            workspace.tools().writeFile("beside", "x");
        }
    }

    /** Uploads from a source that never ends, until it is killed. */
    static final class UploadingChild {
        private UploadingChild() {}

        public static void main(String[] args) {
            try (Shadow shadow = Shadow.builder()
                            .mode("local")
                            .stateDirectory(Path.of(args[0], "state"))
                            .open();
                    var workspace = shadow.workspaces()
                            .prepare(WorkspaceSpec.forTask(ID).id(ID).directory(Path.of(args[1])))) {
                workspace.tools().writeFile("deep/in/f", "old");
                workspace.tools().upload("deep/in/f", new Endless());
            }
        }
    }

    /** Not thread-safe. */
    private static final class Endless extends InputStream {
        private boolean told;

        @Override
        public int read() throws IOException {
            if (told) {
                return System.in.read(); // nobody ever writes
            }
            System.out.println("uploading");
            told = true;
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
        }
    }

    @Test
    void sweepsWholeTreesOfTheDeadWithoutFollowingLinks() throws IOException {
        TestTree tree = new TestTree(scratch);
        String dead = FileStore.TEMPORARY_PREFIX + "dead-7";
        Files.createDirectories(tree.root.resolve("d/" + dead + "/deep"));
        Files.createDirectories(scratch.resolve("outside"));
        Files.writeString(scratch.resolve("outside/" + dead), "kept");
        Files.createSymbolicLink(tree.root.resolve("d/" + dead + "/link"), scratch.resolve("outside"));
        Files.createSymbolicLink(tree.root.resolve("link"), scratch.resolve("outside"));
        Files.createSymbolicLink(tree.root.resolve(dead + "-link"), scratch.resolve("outside"));
        Files.writeString(tree.root.resolve("d/" + dead + "/deep/f"), "x");
        Files.writeString(tree.root.resolve(FileStore.TEMPORARY_PREFIX + "other-1"), "of somebody without a mark");
        Path marks = Files.createDirectories(scratch.resolve("writers"));
        tree.store.sweep();
        assertThat(temporaries(tree.root)).as("nobody is known to be dead").hasSize(3);
        Files.createFile(marks.resolve("dead"));
        tree.store.sweep();
        assertThat(temporaries(tree.root)).containsExactly(FileStore.TEMPORARY_PREFIX + "other-1");
        assertThat(scratch.resolve("outside/" + dead)).hasContent("kept");
        assertThat(Files.isSymbolicLink(tree.root.resolve("link"))).isTrue();
        assertThat(marks.resolve("dead")).doesNotExist();
    }

    @Test
    void aStoreThatLivesKeepsItsMarkAndAClosedOneLeavesNone() throws IOException {
        TestTree tree = new TestTree(scratch);
        Path marks = scratch.resolve("writers");
        assertThat(marks).doesNotExist();
        FileStore.Draft draft = tree.store.draft(path("f"));
        assertThat(marks).as("nothing is begun").doesNotExist();
        assertThat(draft.channel().isOpen()).isTrue();
        try (LocalFileStore other = new LocalFileStore(tree.root, tree.lockFile)) {
            other.sweep();
            assertThat(temporaries(tree.root)).hasSize(1);
            assertThat(marks).isNotEmptyDirectory();
        }
        draft.close();
        tree.store.close();
        assertThat(marks).isEmptyDirectory();
        assertThat(Files.exists(tree.root.resolve("f"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }
}
