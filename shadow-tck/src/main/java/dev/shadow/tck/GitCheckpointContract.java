package dev.shadow.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.GitManager;
import dev.shadow.ToolExecutor;
import dev.shadow.file.ListRequest;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.GitStatus;
import dev.shadow.git.StatusEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checkpoints of {@link GitManager}. */
public interface GitCheckpointContract extends ContractFixture {
    private GitManager git() {
        return workspace().git();
    }

    private ToolExecutor tools() {
        return workspace().tools();
    }

    private Checkpoint checkpoint(String name) {
        return git().checkpoint(CheckpointRequest.of(name));
    }

    /** Runs a test of checkpoints, or asserts the refusal of each of their calls. */
    private void checkpoints(Runnable test) {
        supportedOrRefused(Capability.CHECKPOINTS, test::run, () -> checkpoint("Refused"));
    }

    /** Every file and link with its type, executable bit and content. */
    private Map<String, String> files() {
        ListRequest all = ListRequest.of(".")
                .depth(50)
                .includeHidden(true)
                .includeIgnored(true)
                .limit(10_000);
        Map<String, String> files = new TreeMap<>();
        tools().list(all).entries().stream()
                .filter(file -> !file.isDirectory() && !file.path().startsWith(".git/"))
                .forEach(file -> files.put(
                        file.path(),
                        file.isFile()
                                ? file.executable() + " "
                                        + tools().readFile(file.path()).bytes().text(ISO_8859_1)
                                : file.linkTarget().orElseThrow()));
        return files;
    }

    @Test
    default void aCheckpointIsTakenBesideIndexHeadAndFiles() {
        checkpoints(() -> {
            tools().writeFile("README.md", "changed\n");
            tools().writeFile("new.txt", "new\n");
            GitStatus before = git().status();
            Map<String, String> files = files();
            Checkpoint kept = checkpoint("A name, with (ünïcode) \"quotes\"\nand lines");
            assertThat(kept.name()).isEqualTo("A name, with (ünïcode) \"quotes\"\nand lines");
            assertThat(kept.head()).isEqualTo(git().head());
            assertThat(git().checkpoints()).containsExactly(kept);
            assertThat(git().status()).isEqualTo(before);
            assertThat(files()).isEqualTo(files);
        });
    }

    @Test
    default void restoreBringsBytesModesLinksAndNamesBackAndRemovesWhatCameAfter() {
        checkpoints(() -> {
            tools().writeFile("README.md", "changed\r\nwithout newline");
            tools().writeFile("empty", "");
            tools().writeFile(WriteRequest.of("bin/tool", "#!/bin/sh\n").executable(true));
            tools().writeFile(WriteRequest.of("binary", Bytes.wrap(new byte[] {0, (byte) 0xff, '\n', '\r'})));
            for (String name : List.of("with space", "\"quoted\"", "üñï✓", "new\nline", "tab\there", "-dash", " ")) {
                tools().writeFile("names/" + name, name);
            }
            tools().delete("docs/naïve file.txt");
            Map<String, String> before = files();
            GitStatus status = git().status();
            String id = checkpoint("Before").id();

            tools().writeFile("README.md", "worse");
            tools().writeFile(WriteRequest.of("empty", "no more").executable(true));
            tools().writeFile(
                            WriteRequest.of("run.sh", "#!/bin/sh\necho other\n").executable(false));
            tools().deleteTree("names");
            tools().delete("links/file");
            tools().writeFile("links/file", "was a link");
            tools().writeFile("docs/naïve file.txt", "again");
            tools().writeFile("later/deep/file.txt", "came after");
            assertThat(files()).isNotEqualTo(before);

            assertThat(git().restore(id)).isEmpty();
            assertThat(files()).isEqualTo(before);
            assertThat(git().status()).isEqualTo(status);
            failure(ErrorCode.NOT_FOUND, () -> tools().list(ListRequest.of("later")));
        });
    }

    @Test
    default void filesBecomeDirectoriesAndDirectoriesFilesAgain() {
        checkpoints(() -> {
            tools().writeFile("a", "file");
            tools().writeFile("d/e/f", "deep");
            Map<String, String> before = files();
            String id = checkpoint("Before").id();
            tools().delete("a");
            tools().writeFile("a/b/c", "directory now");
            tools().mkdir("a/empty/too");
            tools().deleteTree("d");
            tools().writeFile("d", "file now");
            git().restore(id);
            assertThat(files()).isEqualTo(before);
        });
    }

    @Test
    default void restoreKeepsTheBranchAndItsCommitsSoThatTheNextPushSendsThem() {
        checkpoints(() -> {
            String id = checkpoint("Before").id();
            tools().writeFile("work.txt", "work\n");
            CommitInfo work = git().commit(CommitRequest.of("Work")).commit().orElseThrow();
            git().restore(id);
            assertThat(git().currentBranch()).contains("shadow/contract");
            assertThat(git().head()).contains(work.id());
            assertThat(git().status().entries())
                    .containsExactly(
                            new StatusEntry("work.txt", Optional.empty(), ChangeKind.UNCHANGED, ChangeKind.DELETED));
            CommitInfo undone = git().commit(CommitRequest.of("Undo")).commit().orElseThrow();
            assertThat(git().push().commit()).isEqualTo(undone.id());
            assertThat(origin().git("log", "--format=%s", "main..shadow/contract"))
                    .isEqualTo("Undo\nWork\n");
            assertThat(origin().git("diff", "--stat", "main", "shadow/contract"))
                    .isEmpty();
            assertThat(origin().git("for-each-ref", "--format=%(refname)"))
                    .isEqualTo("refs/heads/main\nrefs/heads/shadow/contract\n");
        });
    }

    @Test
    default void whatIsIgnoredStays() {
        checkpoints(() -> {
            tools().writeFile("build/before.txt", "ignored");
            String id = checkpoint("Before").id();
            tools().writeFile("build/after.txt", "ignored");
            tools().writeFile("sub/debug.log", "ignored");
            tools().writeFile(".gitignore", "*.tmp\n");
            tools().writeFile("x.tmp", "ignored by the new rules only");
            tools().writeFile("gone.txt", "came after");
            git().restore(id);
            assertThat(files())
                    .containsKeys("build/before.txt", "build/after.txt", "sub/debug.log", "x.tmp")
                    .doesNotContainKey("gone.txt");
            assertThat(tools().readFile(".gitignore").text()).isEqualTo("build/\n*.log\n");
        });
    }

    @Test
    default void aFileThatIsIgnoredByNowComesBackToo() {
        checkpoints(() -> {
            tools().writeFile("notes.txt", "kept");
            String id = checkpoint("Before").id();
            tools().writeFile(".gitignore", "notes.txt\n");
            tools().writeFile("notes.txt", "lost");
            git().restore(id);
            assertThat(tools().readFile("notes.txt").text()).isEqualTo("kept");
        });
    }

    @Test
    default void anIgnoredFileInTheWayIsARefusalThatChangesNothing() {
        checkpoints(() -> {
            tools().writeFile("a", "file");
            String id = checkpoint("Before").id();
            tools().delete("a");
            tools().writeFile("a/debug.log", "ignored");
            tools().writeFile("after.txt", "after");
            Map<String, String> before = files();
            assertThat(failure(ErrorCode.GIT_FAILED, () -> git().restore(id)).details())
                    .containsEntry("path", "a/debug.log");
            assertThat(files()).isEqualTo(before);
            tools().deleteTree("a");
            git().restore(id);
            assertThat(tools().readFile("a").text()).isEqualTo("file");
        });
    }

    @Test
    default void attachmentsComeBackToTheByte() {
        checkpoints(() -> {
            Map<String, Bytes> attachments = Map.of(
                    "conversation/1.json", Bytes.utf8("{\"ü\": 1}"),
                    "..", Bytes.EMPTY,
                    ".git\n\"x\"", Bytes.wrap(new byte[] {0, -1, 10}));
            String id = git().checkpoint(new CheckpointRequest("With state", attachments, 10))
                    .id();
            assertThat(git().restore(id)).isEqualTo(attachments);
            assertThat(git().status().isClean()).isTrue();
        });
    }

    @Test
    default void theTenMostRecentAreKeptAndAnyCanBeDeleted() {
        checkpoints(() -> {
            for (int i = 1; i <= 12; i++) {
                tools().writeFile("turn.txt", "turn " + i);
                checkpoint("Turn " + i);
            }
            List<Checkpoint> kept = git().checkpoints();
            assertThat(kept).extracting(Checkpoint::name).hasSize(10).startsWith("Turn 12", "Turn 11");
            git().deleteCheckpoint(kept.get(0).id());
            git().deleteCheckpoint(kept.get(0).id());
            git().restore(kept.get(9).id());
            assertThat(tools().readFile("turn.txt").text()).isEqualTo("turn 3");
            git().checkpoint(CheckpointRequest.of("Last").keep(2));
            assertThat(git().checkpoints()).extracting(Checkpoint::name).containsExactly("Last", "Turn 11");
            failure(
                    ErrorCode.CHECKPOINT_NOT_FOUND,
                    () -> git().restore(kept.get(9).id()));
            for (String id : List.of("nothing", "../heads/main", "1-00000000", " ")) {
                failure(ErrorCode.CHECKPOINT_NOT_FOUND, () -> git().restore(id));
                git().deleteCheckpoint(id);
            }
            assertThat(git().checkpoints()).hasSize(2);
        });
    }

    @Test
    default void aCheckpointCanBeRestoredAgainAndAgainAndTakenBack() {
        checkpoints(() -> {
            tools().writeFile("x.txt", "1");
            String one = checkpoint("One").id();
            tools().writeFile("x.txt", "2");
            tools().writeFile("y.txt", "2");
            String two = checkpoint("Two").id();
            for (int i = 0; i < 3; i++) {
                git().restore(one);
                assertThat(files()).doesNotContainKey("y.txt");
                assertThat(tools().readFile("x.txt").text()).isEqualTo("1");
                git().restore(two);
                assertThat(tools().readFile("y.txt").text()).isEqualTo("2");
            }
        });
    }
}
