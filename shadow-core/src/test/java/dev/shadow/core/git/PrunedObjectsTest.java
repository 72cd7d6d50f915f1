package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.GitOperation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the git program has thrown away is written again. JGit remembers which objects it saw, and a commit of the same content
 * after a {@code git gc} stood on a tree that was not there any more.
 */
class PrunedObjectsTest {
    @TempDir
    private Path scratch;

    @Test
    void looseObjectsThatWereThrownAwayAreWrittenAgain() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        keepAndForget(fixture);
        fixture.git("prune", "--expire=now");
        requireWholeAfterKeeping(fixture);
    }

    @Test
    void packedObjectsThatWereThrownAwayAreWrittenAgain() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.write("deep/er/file", "kept\n");
        String id = fixture.call(new GitOperation.CreateCheckpoint(CheckpointRequest.of("One")))
                .id();
        fixture.git("gc", "-q", "--prune=now");
        keepAndForget(fixture);
        fixture.call(new GitOperation.DeleteCheckpoint(id));
        fixture.git("gc", "-q", "--prune=now");
        requireWholeAfterKeeping(fixture);
    }

    private static void keepAndForget(GitFixture fixture) throws Exception {
        fixture.write("deep/er/file", "kept\n");
        String id = fixture.call(new GitOperation.CreateCheckpoint(CheckpointRequest.of("One")))
                .id();
        fixture.call(new GitOperation.DeleteCheckpoint(id));
    }

    private static void requireWholeAfterKeeping(GitFixture fixture) {
        String id = fixture.call(new GitOperation.CreateCheckpoint(CheckpointRequest.of("Two")))
                .id();
        assertThat(fixture.git("fsck", "--strict", "--no-dangling")).isEmpty();
        assertThat(fixture.git("cat-file", "-p", "refs/shadow/checkpoints/" + id + ":files/deep/er/file"))
                .isEqualTo("kept\n");
    }
}
