package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.GitManager;
import dev.shadow.ShadowException;
import dev.shadow.git.BaseMove;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult;
import dev.shadow.git.PushResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Outcomes of {@link GitManager#push}. */
public interface GitPushContract extends ContractFixture {
    private GitManager git() {
        return workspace().git();
    }

    private CommitInfo commit(String path, String text) {
        workspace().tools().writeFile(path, text);
        return git().commit(CommitRequest.of("Write " + path)).commit().orElseThrow();
    }

    /** A commit of the remote that changes one file, on top of a branch that it moves. */
    private String theirs(String branch, String path, String text) {
        String index = scratch().resolve("theirs.index").toString();
        try {
            Path content = Files.writeString(Files.createTempFile(scratch(), "theirs", ".txt"), text);
            String blob = origin().git("hash-object", "-w", content.toString()).strip();
            String tree = OriginRepository.run(
                            origin().path(),
                            "sh",
                            "-c",
                            "export GIT_INDEX_FILE=\"$1\"; git read-tree \"$2\" && git update-index --add --cacheinfo"
                                    + " 100644,$3,\"$4\" && git write-tree",
                            "sh",
                            index,
                            branch,
                            blob,
                            path)
                    .strip();
            String commit = origin().git("commit-tree", tree, "-p", branch, "-m", "Theirs")
                    .strip();
            origin().git("update-ref", "refs/heads/" + branch, commit);
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    default void aMovedBaseIsReportedWithTheConflictsOfAMerge() {
        commit("README.md", "# Fixture\n\nmy first line\n");
        assertThat(git().push().movedBase()).isEmpty();
        String harmless = theirs("main", "other.txt", "theirs\n");
        commit("more.txt", "more");
        assertThat(git().push().movedBase()).contains(new BaseMove("main", harmless, Optional.of(List.of())));
        String conflicting = theirs("main", "README.md", "# Fixture\n\ntheir first line\n");
        PushResult result = git().push();
        assertThat(result.outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(result.movedBase()).contains(new BaseMove("main", conflicting, Optional.of(List.of("README.md"))));
        assertThat(git().status().isClean()).isTrue();
        assertThat(workspace().tools().readFile("README.md").text()).isEqualTo("# Fixture\n\nmy first line\n");
    }

    @Test
    default void mergingIsRefusedByName() {
        workspace();
        supportedOrRefused(Capability.MERGE, () -> git().mergeBase(), () -> git().mergeBase());
    }

    @Test
    default void aPushOverUnseenCommitsIsRejected() {
        commit("a.txt", "mine");
        git().push();
        theirs("shadow/contract", "b.txt", "theirs");
        commit("a.txt", "mine again");
        ShadowException ahead = failure(ErrorCode.PUSH_REJECTED, () -> git().push());
        assertThat(ahead.details()).containsEntry("rejection", "REMOTE_AHEAD");
        assertThat(ahead.retryable()).isFalse();
    }

    @Test
    default void aLeaseReplacesWhatWasSeenAndNothingElse() {
        String first = commit("a.txt", "1").id();
        git().push();
        String theirs = theirs("shadow/contract", "b.txt", "theirs");
        String second = commit("a.txt", "2").id();
        ShadowException broken = failure(ErrorCode.PUSH_REJECTED, () -> git().push(PushRequest.FORCE_WITH_LEASE));
        assertThat(broken.details()).containsEntry("rejection", "LEASE_BROKEN");
        assertThat(origin().git("rev-parse", "shadow/contract").strip()).isEqualTo(theirs);

        origin().git("update-ref", "refs/heads/shadow/contract", first);
        assertThat(git().push(PushRequest.FORCE_WITH_LEASE))
                .isEqualTo(new PushResult(Outcome.UPDATED, "shadow/contract", second));
    }

    @Test
    default void aLeaseOfANewBranchHoldsOnlyWhereThereIsNone() {
        commit("a.txt", "1");
        origin().git("update-ref", "refs/heads/shadow/contract", "main~");
        failure(ErrorCode.PUSH_REJECTED, () -> git().push(PushRequest.FORCE_WITH_LEASE));
        origin().git("update-ref", "-d", "refs/heads/shadow/contract");
        assertThat(git().push(PushRequest.FORCE_WITH_LEASE).outcome()).isEqualTo(Outcome.CREATED);
    }
}
