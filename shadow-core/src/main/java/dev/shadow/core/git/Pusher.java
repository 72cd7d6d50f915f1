package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.PushRejection;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult;
import dev.shadow.git.PushResult.Outcome;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.OperationResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Pushes the current branch to where the workspace came from. Thread-safe. */
final class Pusher {
    private final GitDirectory git;
    private final GitRemotes remotes;

    Pusher(GitDirectory git, GitRemotes remotes) {
        this.git = git;
        this.remotes = remotes;
    }

    /**
     * What is sent, the same in each attempt.
     *
     * @param seen where the remote's branch was when it was last seen here
     */
    private record Sending(String branch, ObjectId commit, Optional<ObjectId> seen, boolean lease) {}

    /** What the remote said. */
    private record Answer(RemoteRefUpdate update, Optional<ObjectId> before, Optional<ObjectId> base) {}

    PushResult push(PushRequest request, Deadline deadline) throws IOException, InterruptedException {
        Repository repository = git.repository();
        RepositorySource remote = git.state().load().remote().orElseThrow(Pusher::noRemote);
        String branch = Refs.currentBranch(repository)
                .orElseThrow(() ->
                        failed("HEAD is detached, so there is no branch to push; go to one with createShadowBranch"));
        ObjectId commit = Trees.head(repository)
                .orElseThrow(() -> failed("the branch '" + branch + "' has no commit to push yet"));
        Optional<ObjectId> seen =
                Optional.ofNullable(repository.exactRef(Refs.tracking(branch))).map(Ref::getObjectId);
        Sending sending = new Sending(branch, commit, seen, request.forceWithLease());
        Attempts attempts = new Attempts(deadline);
        Answer answer = attempts.run(() -> send(sending, remote, deadline));
        Outcome outcome = outcome(sending, answer, attempts.isRepeated());
        git.writeConfig(config -> Remote.setUpstream(config, branch));
        return new PushResult(
                outcome,
                branch,
                commit.name(),
                new BaseWatch(git, remotes).moved(remote, branch, commit, answer.base, deadline));
    }

    private Answer send(Sending sending, RepositorySource remote, Deadline deadline) throws InterruptedException {
        Repository repository = git.repository();
        return remotes.connected(repository, remote.url(), Purpose.WRITE, deadline, transport -> {
            String name = Refs.local(sending.branch);
            RemoteRefUpdate update = new RemoteRefUpdate(
                    repository,
                    sending.branch,
                    sending.commit,
                    name,
                    sending.lease,
                    Refs.tracking(sending.branch),
                    sending.lease ? sending.seen.orElse(ObjectId.zeroId()) : null);
            OperationResult result = transport.push(CallMonitor.silent(deadline), List.of(update));
            return new Answer(
                    update, advertised(result, Optional.of(sending.branch)), advertised(result, remote.branch()));
        });
    }

    private static Optional<ObjectId> advertised(OperationResult result, Optional<String> branch) {
        Optional<Ref> ref = branch.map(name -> result.getAdvertisedRef(Refs.local(name)));
        return ref.map(Ref::getObjectId);
    }

    private static ShadowException noRemote() {
        return failed("this workspace was not cloned, so there is no remote to push to");
    }

    private static ShadowException failed(String message) {
        return new ShadowException(ErrorCode.GIT_FAILED, message);
    }

    private static Outcome outcome(Sending sending, Answer answer, boolean repeated) {
        return switch (answer.update.getStatus()) {
            case OK -> {
                if (answer.before.isEmpty()) {
                    yield Outcome.CREATED;
                }
                yield answer.update.isFastForward() ? Outcome.UPDATED : Outcome.FORCED;
            }
            case UP_TO_DATE -> {
                boolean byEarlierAttempt = repeated && !sending.seen.equals(Optional.of(sending.commit));
                Outcome first = sending.seen.isPresent() ? Outcome.UPDATED : Outcome.CREATED;
                yield byEarlierAttempt ? first : Outcome.UP_TO_DATE;
            }
            case REJECTED_REMOTE_CHANGED ->
                throw rejected(
                        sending.branch,
                        sending.lease ? PushRejection.LEASE_BROKEN : PushRejection.REMOTE_AHEAD,
                        "it is no longer where it was last seen from here; look at its commits before they are replaced");
            case REJECTED_NONFASTFORWARD ->
                throw rejected(
                        sending.branch,
                        PushRejection.REMOTE_AHEAD,
                        "it has commits that are not here; go on under another task id, or merge them with the git"
                                + " program, then push");
            default ->
                throw rejected(
                        sending.branch,
                        PushRejection.REFUSED,
                        Optional.ofNullable(answer.update.getMessage())
                                .orElse(answer.update.getStatus().name()));
        };
    }

    private static ShadowException rejected(String branch, PushRejection rejection, String reason) {
        return new ShadowException(
                        ErrorCode.PUSH_REJECTED, "the remote did not take the branch '" + branch + "': " + reason)
                .with("branch", branch)
                .with("rejection", rejection)
                .with("reason", reason);
    }
}
