package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.DestroyMode;
import dev.shadow.Shadow;
import dev.shadow.WorkspaceSpec;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was fetched once is shared, and nobody suffers when it goes away. */
class MirrorsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path scratch;

    @SuppressWarnings("NullAway.Init") // set before each test
    private OriginRepository origin;

    @BeforeEach
    void makeOrigin() {
        origin = OriginRepository.create(scratch);
    }

    private Shadow.Builder local() {
        return Shadow.builder().mode("local").stateDirectory(scratch.resolve("state"));
    }

    private void prepare(Shadow shadow, String task) {
        shadow.workspaces()
                .prepare(WorkspaceSpec.forTask(task).repository(origin.url(), "main"))
                .close();
    }

    private List<Path> mirroredPacks() throws IOException {
        return packs(scratch.resolve("state/mirrors"));
    }

    private List<Path> packsOf(String task) throws IOException {
        return packs(scratch.resolve("state/trees/" + task + "/.git/objects/pack"));
    }

    private static List<Path> packs(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".pack")).toList();
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private void assertWhole(String task) throws IOException, InterruptedException {
        Process fsck = new ProcessBuilder("git", "fsck", "--strict", "--full")
                .directory(scratch.resolve("state/trees/" + task).toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(fsck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(fsck.waitFor()).as(output).isZero();
    }

    @Test
    void theSecondWorkspaceHasTheSamePackAndOutlivesTheMirror() throws Exception {
        try (Shadow shadow = local().open()) {
            prepare(shadow, "one");
            prepare(shadow, "two");
            assertThat(key(packsOf("one").get(0)))
                    .isEqualTo(key(packsOf("two").get(0)))
                    .isEqualTo(key(mirroredPacks().get(0)));
            Trees.delete(scratch.resolve("state/mirrors"));
            assertWhole("one");
            shadow.workspaces().destroy("one", DestroyMode.DISCARD);
            assertWhole("two");
            prepare(shadow, "three");
            assertWhole("three");
        }
    }

    @Test
    void aMirrorBringsWhatTheRemoteGotSince() throws Exception {
        try (Shadow shadow = local().open()) {
            prepare(shadow, "one");
            String commit = commitOn("main", "Later");
            prepare(shadow, "two");
            try (var workspace = shadow.workspaces().open("two")) {
                assertThat(workspace.git().head()).contains(commit);
            }
            assertWhole("two");
        }
    }

    @Test
    void whatTheRemoteDoesNotShowAnyMoreIsGivenToNobody() throws Exception {
        try (Shadow shadow = local().open()) {
            String hidden = commitOn("private", "Not for everybody");
            prepare(shadow, "one");
            assertThat(has("one", hidden)).isTrue();
            origin.git("update-ref", "-d", "refs/heads/private");
            prepare(shadow, "two");
            assertThat(has("two", hidden)).isFalse();
            assertWhole("two");
            assertThat(has("one", hidden)).isTrue();
        }
    }

    @Test
    void aBranchThatIsMergedOrMovedOnKeepsTheMirror() throws Exception {
        try (Shadow shadow = local().open()) {
            String side = commitOn("side", "On the side");
            prepare(shadow, "one");
            origin.git("update-ref", "refs/heads/main", side);
            origin.git("update-ref", "-d", "refs/heads/side");
            prepare(shadow, "two");
            assertThat(key(packsOf("one").get(0))).isEqualTo(key(packsOf("two").get(0)));
            commitOn("side/below", "Where a branch was");
            prepare(shadow, "three");
            assertThat(packsOf("three")).hasSize(2);
            assertWhole("three");
        }
    }

    private String commitOn(String branch, String message) throws Exception {
        String tree = origin.git("rev-parse", "main^{tree}").strip();
        String commit =
                origin.git("commit-tree", tree, "-p", "main", "-m", message).strip();
        origin.git("update-ref", "refs/heads/" + branch, commit);
        return commit;
    }

    private boolean has(String task, String commit) throws Exception {
        return new ProcessBuilder("git", "cat-file", "-e", commit)
                        .directory(scratch.resolve("state/trees/" + task).toFile())
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void aMirrorThatWasWrittenToIsThrownAway() throws Exception {
        try (Shadow shadow = local().open()) {
            prepare(shadow, "one");
            Path pack = packsOf("one").get(0);
            Files.setPosixFilePermissions(pack, PosixFilePermissions.fromString("rw-------"));
            Files.write(pack, new byte[] {1, 2, 3});
            prepare(shadow, "two");
            assertWhole("two");
        }
    }

    @Test
    void mirrorsAreBoundedAndCanBeTurnedOff() throws Exception {
        try (Shadow shadow = local().set(LocalGit.MIRRORS, "1").open()) {
            prepare(shadow, "one");
            assertThat(mirroredPacks()).isEmpty();
            assertWhole("one");
        }
        try (Shadow shadow = local().set(LocalGit.MIRRORS, "0").open()) {
            prepare(shadow, "two");
            assertThat(mirroredPacks()).isEmpty();
            assertWhole("two");
        }
    }
}
