package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.PushResult;
import dev.shadow.git.PushResult.Outcome;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Pushes the current branch to where the workspace came from. Thread-safe. */
final class Pusher {
    private final GitDirectory git;
    private final GitRemotes remotes;

    Pusher(GitDirectory git, GitRemotes remotes) {
        this.git = git;
        this.remotes = remotes;
    }

    private record Pushed(RemoteRefUpdate update, boolean existed) {}

    PushResult push(Deadline deadline) throws IOException, InterruptedException {
        Repository repository = git.repository();
        RepositorySource remote = git.state().load().remote().orElseThrow(Pusher::noRemote);
        String branch = Refs.currentBranch(repository)
                .orElseThrow(() -> failed(
                        "HEAD is detached, so there is no branch to push; go to one with" + " createShadowBranch"));
        ObjectId commit = Trees.head(repository)
                .orElseThrow(() -> failed("the branch '" + branch + "' has no commit to push yet"));
        Pushed pushed = remotes.connected(repository, remote.url(), Purpose.WRITE, deadline, transport -> {
            RemoteRefUpdate update = new RemoteRefUpdate(
                    repository, branch, commit, Refs.local(branch), false, Refs.tracking(branch), null);
            var result = transport.push(CallMonitor.silent(deadline), List.of(update));
            Ref there = result.getAdvertisedRef(Refs.local(branch));
            return new Pushed(update, there != null);
        });
        Outcome outcome = outcome(pushed, branch);
        git.writeConfig(config -> Remote.setUpstream(config, branch));
        return new PushResult(outcome, branch, commit.name());
    }

    private static ShadowException noRemote() {
        return failed("this workspace was not cloned, so there is no remote to push to");
    }

    private static ShadowException failed(String message) {
        return new ShadowException(ErrorCode.GIT_FAILED, message);
    }

    private static Outcome outcome(Pushed pushed, String branch) {
        return switch (pushed.update.getStatus()) {
            case OK -> pushed.existed ? Outcome.UPDATED : Outcome.CREATED;
            case UP_TO_DATE -> Outcome.UP_TO_DATE;
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
                throw rejected(
                        branch,
                        "the remote's branch has commits that are not here; bring them here and merge, then push");
            default ->
                throw rejected(
                        branch,
                        Optional.ofNullable(pushed.update.getMessage())
                                .orElse(pushed.update.getStatus().name()));
        };
    }

    private static ShadowException rejected(String branch, String reason) {
        return new ShadowException(
                        ErrorCode.PUSH_REJECTED, "the remote refused the push of '" + branch + "': " + reason)
                .with("branch", branch)
                .with("reason", reason);
    }
}
