package dev.shadow.git;

import dev.shadow.spi.Check;
import java.util.Optional;

/**
 * How much of a repository is cloned. By default all branches with all of their history, without limit; submodules stay empty
 * directories, and a repository that keeps files in Git LFS is refused.
 *
 * <p>Thread-safe.
 *
 * @param depth how many commits of history, 1 or more; absent for all
 * @param singleBranch whether to leave out all branches but one; always true with a depth
 * @param maxBytes the most bytes that may be received, and the most that the files may have; absent for no limit
 * @param lfs what to do with a repository that keeps files in Git LFS
 * @param submodules whether to clone them too, which no backend of this version can
 */
public record CloneOptions(
        Optional<Integer> depth, boolean singleBranch, Optional<Long> maxBytes, Lfs lfs, boolean submodules) {
    /** Everything. */
    public static final CloneOptions ALL =
            new CloneOptions(Optional.empty(), false, Optional.empty(), Lfs.REFUSE, false);

    /** What to do with a repository whose {@code .gitattributes} say {@code filter=lfs}. */
    public enum Lfs {
        /** Refuse it with {@link dev.shadow.ErrorCode#UNSUPPORTED}, as the content of its files cannot be had. */
        REFUSE,
        /** Write the small text that stands for each such file. */
        POINTERS
    }

    /**
     * Checks the bounds.
     *
     * @param depth the component of that name
     * @param singleBranch the component of that name
     * @param maxBytes the component of that name
     * @param lfs the component of that name
     * @param submodules the component of that name
     */
    public CloneOptions {
        depth.ifPresent(commits -> Check.range("depth", commits, 1, Integer.MAX_VALUE));
        maxBytes.ifPresent(bytes -> Check.require(bytes > 0, "maxBytes must be above 0, and is " + bytes));
        singleBranch |= depth.isPresent();
    }

    /**
     * A copy that cuts the history off, as {@code git clone --depth} does, and takes one branch only.
     *
     * @param commits how many to keep, 1 or more
     * @return the copy
     */
    public CloneOptions depth(int commits) {
        return new CloneOptions(Optional.of(commits), true, maxBytes, lfs, submodules);
    }

    /**
     * A copy that takes the base branch only, and the shadow branch of the task when the remote has it.
     *
     * @return the copy
     */
    public CloneOptions onlyBaseBranch() {
        return new CloneOptions(depth, true, maxBytes, lfs, submodules);
    }

    /**
     * A copy with a limit. More fails with {@link dev.shadow.ErrorCode#TOO_LARGE}.
     *
     * @param bytes above 0
     * @return the copy
     */
    public CloneOptions maxBytes(long bytes) {
        return new CloneOptions(depth, singleBranch, Optional.of(bytes), lfs, submodules);
    }

    /**
     * A copy with another rule for Git LFS.
     *
     * @param rule the rule
     * @return the copy
     */
    public CloneOptions lfs(Lfs rule) {
        return new CloneOptions(depth, singleBranch, maxBytes, rule, submodules);
    }

    /**
     * A copy that wants submodules too. Refused with {@link dev.shadow.ErrorCode#UNSUPPORTED} where
     * {@link dev.shadow.Capability#SUBMODULES} is missing.
     *
     * @return the copy
     */
    public CloneOptions withSubmodules() {
        return new CloneOptions(depth, singleBranch, maxBytes, lfs, true);
    }
}
