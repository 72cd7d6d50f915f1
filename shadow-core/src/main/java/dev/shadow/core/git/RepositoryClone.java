package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * Fills an empty repository and an empty work tree from a remote. What it leaves behind when it fails is the caller's to take
 * away.
 *
 * <p>Thread-safe.
 */
public final class RepositoryClone {
    private static final double FETCHED = 0.8;
    private static final int MOST_NAMES = 20;

    private final GitRemotes remotes;
    private final Optional<Mirrors> mirrors;

    /**
     * Clones from these remotes.
     *
     * @param remotes how they are reached
     */
    public RepositoryClone(GitRemotes remotes) {
        this(remotes, Optional.empty());
    }

    /**
     * Clones from these remotes, or from mirrors of them.
     *
     * @param remotes how they are reached
     * @param mirrors what was fetched before; absent to fetch each time
     */
    public RepositoryClone(GitRemotes remotes, Optional<Mirrors> mirrors) {
        this.remotes = remotes;
        this.mirrors = mirrors;
    }

    /** Told how far a clone is, by the thread that clones. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Something was done.
         *
         * @param fraction from 0 to 1, never less than before
         * @param message one line for people
         */
        void report(double fraction, String message);
    }

    /**
     * What was checked out.
     *
     * <p>Thread-safe.
     *
     * @param branch its short name; absent when the remote's HEAD is a bare commit
     * @param commit its id
     */
    public record Cloned(Optional<String> branch, String commit) {}

    /**
     * Clones.
     *
     * @param source from where
     * @param git an empty repository, which remembers the source from then on
     * @param store an empty work tree; {@code .git} may be in it
     * @param progress told of progress
     * @param deadline when it must have ended
     * @return what was checked out
     * @throws InterruptedException when the thread is interrupted
     * @throws ShadowException {@link ErrorCode#REPOSITORY_NOT_FOUND}, {@link ErrorCode#BRANCH_NOT_FOUND},
     *     {@link ErrorCode#REPOSITORY_EMPTY}, {@link ErrorCode#AUTHENTICATION_FAILED},
     *     {@link ErrorCode#REMOTE_UNREACHABLE}, {@link ErrorCode#GIT_FAILED}
     */
    public Cloned run(RepositorySource source, GitDirectory git, FileStore store, Progress progress, Deadline deadline)
            throws InterruptedException {
        Progress forward = new Forward(progress);
        Cloned cloned = fetch(source, git, forward, deadline);
        ObjectId commit = ObjectId.fromString(cloned.commit());
        return GitCalls.run("git clone", deadline, () -> {
            CloneLimits.check(source.options(), git.repository(), commit, deadline);
            git.trees(store)
                    .checkout(
                            Optional.empty(),
                            commit,
                            (fraction, message) -> forward.report(FETCHED + (1 - FETCHED) * fraction, message),
                            deadline);
            forward.report(1, "Cloned");
            return cloned;
        });
    }

    /**
     * Brings objects and refs, and no file.
     *
     * @param source from where
     * @param git an empty repository, which remembers the source from then on
     * @param progress told of progress, up to 0.8
     * @param deadline when it must have ended
     * @return what is to be checked out
     * @throws InterruptedException when the thread is interrupted
     * @throws ShadowException as {@link #run}
     */
    public Cloned fetch(RepositorySource source, GitDirectory git, Progress progress, Deadline deadline)
            throws InterruptedException {
        CloneLimits.requireSupported(source.options());
        progress.report(0, "Asking " + source.url());
        Map<String, Ref> advertised = Remote.list(remotes, git.repository(), source.url(), deadline);
        Start start = start(source, advertised);
        source.options().maxBytes().ifPresent(git::receiveAtMost);
        List<String> branches =
                source.options().singleBranch() ? start.branch.stream().toList() : List.of("*");
        Optional<ObjectId> bare = start.branch.isPresent() ? Optional.empty() : Optional.of(start.commit);
        Progress scaled = (fraction, message) -> progress.report(FETCHED * fraction, message);
        new CloneTransfer(remotes, source, git, scaled, deadline).run(advertised, branches, bare, mirrors);
        git.receiveAtMost(Long.MAX_VALUE);
        return GitCalls.run(
                "git clone",
                deadline,
                () -> git.alone(deadline, () -> {
                    if (source.options().depth().isPresent()) {
                        ShallowHistory.requireHeeded(source.url(), git.repository());
                    }
                    ShallowHistory.copy(source.url(), git.repository());
                    writeRefs(git, source, start);
                    RepositorySource remembered = new RepositorySource(source.url(), start.branch, source.options());
                    git.state().save(git.state().load().withRemote(remembered));
                    return new Cloned(start.branch, start.commit.name());
                }));
    }

    private record Start(Optional<String> branch, ObjectId commit) {}

    private static Start start(RepositorySource source, Map<String, Ref> advertised) {
        List<String> branches = branches(advertised);
        if (branches.isEmpty() && !advertised.containsKey(Constants.HEAD)) {
            throw new ShadowException(
                    ErrorCode.REPOSITORY_EMPTY,
                    "the repository at " + source.url() + " has no commit; push a first one to it");
        }
        if (source.branch().isPresent()) {
            Ref ref = advertised.get(Refs.local(source.branch().get()));
            if (ref == null) {
                throw noBranch(source, "no branch '" + source.branch().get() + "'", branches);
            }
            return new Start(source.branch(), ref.getObjectId());
        }
        Ref head = advertised.get(Constants.HEAD);
        if (head == null || head.getObjectId() == null) {
            throw noBranch(source, "a HEAD that names no branch of it", branches);
        }
        Optional<String> branch = head.isSymbolic()
                ? Optional.of(Repository.shortenRefName(head.getTarget().getName()))
                : Optional.empty();
        return new Start(branch, head.getObjectId());
    }

    private static List<String> branches(Map<String, Ref> advertised) {
        return advertised.keySet().stream()
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(Repository::shortenRefName)
                .sorted()
                .toList();
    }

    private static ShadowException noBranch(RepositorySource source, String what, List<String> branches) {
        String some = String.join(", ", branches.subList(0, Math.min(MOST_NAMES, branches.size())));
        String more = branches.size() > MOST_NAMES ? " and " + (branches.size() - MOST_NAMES) + " more" : "";
        return new ShadowException(
                        ErrorCode.BRANCH_NOT_FOUND,
                        "the repository at " + source.url() + " has " + what + "; it has: " + some + more)
                .with("branches", some);
    }

    private static void writeRefs(GitDirectory git, RepositorySource source, Start start) throws IOException {
        Repository repository = git.repository();
        String reason = "clone: from " + source.url();
        if (start.branch.isEmpty()) {
            RefUpdate head = repository.updateRef(Constants.HEAD, true);
            head.setNewObjectId(start.commit);
            head.setRefLogMessage(reason, false);
            RefUpdates.require(head.forceUpdate(), "write HEAD");
        } else {
            String branch = start.branch.get();
            RefUpdate update = repository.updateRef(Refs.local(branch));
            update.setNewObjectId(start.commit);
            update.setRefLogMessage(reason, false);
            RefUpdates.require(update.forceUpdate(), "write the branch " + branch);
            RefUpdates.require(repository.updateRef(Constants.HEAD).link(Refs.local(branch)), "write HEAD");
        }
        git.writeConfig(config -> {
            Remote.configure(config, source.url());
            if (source.options().singleBranch()) {
                start.branch.ifPresent(branch -> config.setString(
                        "remote", Refs.ORIGIN, "fetch", "+" + Refs.local(branch) + ":" + Refs.tracking(branch)));
            }
            start.branch.ifPresent(branch -> Remote.setUpstream(config, branch));
        });
    }

    /** Never goes back, whatever the parts report. Not thread-safe. */
    private static final class Forward implements Progress {
        private final Progress target;
        private double furthest;

        Forward(Progress target) {
            this.target = target;
        }

        @Override
        public void report(double fraction, String message) {
            furthest = Math.min(1, Math.max(furthest, fraction));
            target.report(furthest, message);
        }
    }
}
