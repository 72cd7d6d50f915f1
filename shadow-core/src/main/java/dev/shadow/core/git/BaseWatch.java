package dev.shadow.core.git;

import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.git.BaseMove;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whether the base branch of a remote moved on, and what a merge with it would leave undecided. Thread-safe. */
final class BaseWatch {
    private static final Logger log = LoggerFactory.getLogger(BaseWatch.class);

    private final GitDirectory git;
    private final GitRemotes remotes;

    BaseWatch(GitDirectory git, GitRemotes remotes) {
        this.git = git;
        this.remotes = remotes;
    }

    /**
     * Looks, and never fails: the push that it follows has taken effect.
     *
     * @param base where the remote has its base branch now
     */
    Optional<BaseMove> moved(
            RepositorySource remote, String branch, ObjectId tip, Optional<ObjectId> base, Deadline deadline)
            throws InterruptedException {
        if (base.isEmpty() || remote.branch().equals(Optional.of(branch))) {
            return Optional.empty();
        }
        String name = remote.branch().orElseThrow();
        try {
            if (!git.repository().getObjectDatabase().has(base.get())) {
                Remote.fetch(remotes, git.repository(), remote.url(), name, deadline);
            }
            return isContained(base.get(), tip)
                    ? Optional.empty()
                    : Optional.of(new BaseMove(name, base.get().name(), Optional.of(conflicts(tip, base.get()))));
        } catch (IOException | ShadowException e) {
            log.debug("Cannot tell how the base branch {} differs", name, e);
            return Optional.of(new BaseMove(name, base.get().name(), Optional.empty()));
        }
    }

    private boolean isContained(ObjectId base, ObjectId tip) throws IOException {
        try (RevWalk walk = new RevWalk(git.repository())) {
            return walk.isMergedInto(walk.parseCommit(base), walk.parseCommit(tip));
        }
    }

    /** Merges without a work tree or an index, and keeps nothing of it. */
    private List<String> conflicts(ObjectId ours, ObjectId theirs) throws IOException {
        Repository repository = git.repository();
        ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
        try (ObjectInserter nowhere = DiscardingInserter.of(repository)) {
            merger.setObjectInserter(nowhere);
            return merger.merge(ours, theirs)
                    ? List.of()
                    : merger.getUnmergedPaths().stream().sorted().distinct().toList();
        }
    }
}
