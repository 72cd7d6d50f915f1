package dev.shadow.core.git;

import dev.shadow.RepositorySource;
import dev.shadow.git.GitIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Shadow itself remembers of a repository, out of reach of commands that run in the workspace: where to push, who
 * commits, and where each shadow branch began.
 *
 * <p>Implementations must be thread-safe.
 */
public interface GitState {
    /**
     * What was saved last.
     *
     * @return {@link Facts#NONE} before the first save
     * @throws IOException when it cannot be read
     */
    Facts load() throws IOException;

    /**
     * Replaces everything, in one step.
     *
     * @param facts from now on
     * @throws IOException when it cannot be written; then nothing has changed
     */
    void save(Facts facts) throws IOException;

    /**
     * A state that ends with this process.
     *
     * @return empty
     */
    static GitState inMemory() {
        return new MemoryGitState();
    }

    /**
     * A state in a file.
     *
     * @param file outside the work tree; its directory must exist, itself need not
     * @return the state
     */
    static GitState inFile(Path file) {
        return new FileGitState(file);
    }

    /**
     * The facts.
     *
     * <p>Thread-safe.
     *
     * @param remote where the workspace was cloned from, with the base branch when there is one
     * @param identity author and committer of commits that name none
     * @param bases the commit that each shadow branch began at, by the branch's short name
     * @param restoring a restore that has begun and not ended
     * @param origin the workspace that this one was forked from
     */
    record Facts(
            Optional<RepositorySource> remote,
            Optional<GitIdentity> identity,
            Map<String, String> bases,
            Optional<Restoring> restoring,
            Optional<String> origin) {
        /** Nothing is known. */
        public static final Facts NONE =
                new Facts(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

        /** Keeps its own map. */
        public Facts {
            bases = Map.copyOf(bases);
        }

        /**
         * A copy with a remote.
         *
         * @param source where to push, and the base branch
         * @return the copy
         */
        public Facts withRemote(RepositorySource source) {
            return new Facts(Optional.of(source), identity, bases, restoring, origin);
        }

        /**
         * A copy with an identity.
         *
         * @param who author and committer
         * @return the copy
         */
        public Facts withIdentity(GitIdentity who) {
            return new Facts(remote, Optional.of(who), bases, restoring, origin);
        }

        /**
         * A copy with the base of a branch.
         *
         * @param branch its short name
         * @param commit where it began
         * @return the copy
         */
        public Facts withBase(String branch, String commit) {
            Map<String, String> more = new TreeMap<>(bases);
            more.put(branch, commit);
            return new Facts(remote, identity, more, restoring, origin);
        }

        Facts withRestoring(Optional<Restoring> begun) {
            return new Facts(remote, identity, bases, begun, origin);
        }

        Facts withOrigin(String workspaceId) {
            return new Facts(remote, identity, bases, restoring, Optional.of(workspaceId));
        }
    }

    /**
     * A restore under way.
     *
     * <p>Thread-safe.
     *
     * @param commit the checkpoint's commit
     * @param owner the process that does it, by number and start
     * @param removed whether what came after the checkpoint is gone already
     */
    record Restoring(String commit, String owner, boolean removed) {}
}
