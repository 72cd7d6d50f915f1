package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shadow.ErrorCode;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.Conflict;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffRequest.Sides;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChange;
import dev.shadow.git.GitOperation;
import dev.shadow.git.StatusEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a merge of the git program left undecided. */
class GitConflictTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @SuppressWarnings("NullAway.Init")
    private GitFixture fixture;

    @BeforeEach
    void merge() throws IOException, InterruptedException {
        fixture = GitFixture.cloned(scratch);
        fixture.git("checkout", "-q", "-b", "side");
        fixture.write("README.md", "theirs\n");
        fixture.write("both \"new\" ü", "theirs\n");
        Files.delete(fixture.root.resolve("run.sh"));
        fixture.git("add", "-A");
        fixture.git("commit", "-q", "-m", "Side");
        fixture.git("checkout", "-q", "main");
        fixture.write("README.md", "ours\n");
        fixture.write("both \"new\" ü", "ours\n");
        fixture.write("run.sh", "#!/bin/sh\necho ours\n");
        fixture.git("add", "-A");
        fixture.git("commit", "-q", "-m", "Main");
        assertThat(catchThrowable(() -> fixture.git("merge", "-q", "side"))).isNotNull();
    }

    private DiffResult diff(Sides sides) {
        return fixture.call(new GitOperation.Diff(DiffRequest.of(sides)));
    }

    @Test
    void statusSaysHowTheSidesDiffer() {
        assertThat(fixture.status().entries())
                .containsExactly(
                        StatusEntry.conflicted("README.md", Conflict.BOTH_MODIFIED),
                        StatusEntry.conflicted("both \"new\" ü", Conflict.BOTH_ADDED),
                        StatusEntry.conflicted("run.sh", Conflict.DELETED_BY_THEM));
    }

    @Test
    void everyDiffShowsThemAndTheIndexCountsWithOurs() throws IOException {
        for (Sides sides : Sides.values()) {
            assertThat(diff(sides).files())
                    .as(sides.name())
                    .filteredOn(file -> file.kind() == ChangeKind.CONFLICTED)
                    .extracting(FileChange::path)
                    .containsExactly("README.md", "both \"new\" ü", "run.sh");
        }
        assertThat(diff(Sides.INDEX_TO_HEAD).text()).isEmpty();
        DiffResult work = diff(Sides.WORK_TREE_TO_INDEX);
        assertThat(work.text()).contains("+<<<<<<< HEAD\n", " ours\n", "+theirs\n");
        assertThat(work.files().get(0).linesAdded()).isEqualTo(4);
        Path patch = Files.writeString(scratch.resolve("work.patch"), work.text());
        fixture.git("checkout", "-q", "-f", "HEAD");
        fixture.git("apply", "--check", patch.toString());
    }

    @Test
    void commitsAreRefusedAndARestoreEndsTheMerge() {
        GitFixture.failure(ErrorCode.GIT_FAILED, () -> fixture.commit("No"));
        var request = CheckpointRequest.of("In the merge");
        String id = fixture.call(new GitOperation.CreateCheckpoint(request)).id();
        assertThat(fixture.status().entries()).hasSize(3);
        fixture.call(new GitOperation.RestoreCheckpoint(id));
        assertThat(fixture.statusLines())
                .containsExactly("README.md UNCHANGED MODIFIED", "both \"new\" ü UNCHANGED MODIFIED");
        assertThat(fixture.commit("Yes").isCommitted()).isTrue();
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void aDetachedHeadReturnsToTheBranchOfTheCheckpoint() {
        fixture.git("merge", "--abort");
        String id = fixture.call(new GitOperation.CreateCheckpoint(CheckpointRequest.of("On main")))
                .id();
        fixture.git("checkout", "-q", "--detach", "HEAD~1");
        fixture.call(new GitOperation.RestoreCheckpoint(id));
        assertThat(fixture.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main\n");
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
    }
}
